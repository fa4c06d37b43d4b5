package io.holdfast.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Looks every few seconds at what a server and its nodes use. */
record Sampler(Subject subject, Nodes nodes, Outages outages) {

    /** In seconds: no longer than all nodes are up at least. */
    private static final double INTERVAL = 5;

    private static final double MEGABYTE = 1024 * 1024;

    List<Sample> run(Stopwatch watch, double seconds) {
        List<Sample> samples = new ArrayList<>();
        for (double next = INTERVAL; next < seconds; next += INTERVAL) {
            watch.await(next);
            samples.add(new Sample(watch.seconds(), values()));
        }
        return samples;
    }

    private Map<SoakFigure, Double> values() {
        Map<SoakFigure, Double> values = new EnumMap<>(SoakFigure.class);
        long pid = subject.server().pid();
        values.put(SoakFigure.HEAP, subject.heap() / MEGABYTE);
        values.put(SoakFigure.THREADS, (double) ProcessFiles.threads(pid));
        values.put(SoakFigure.DESCRIPTORS, (double) ProcessFiles.descriptors(pid));
        values.putAll(outages.ifWhole(this::ofNodes).orElse(Map.of()));
        return values;
    }

    private Map<SoakFigure, Double> ofNodes() {
        long kilobytes = nodes.pids().stream().mapToLong(ProcessFiles::resident).sum();
        return Map.of(SoakFigure.NODE_MEMORY, kilobytes / 1024.0, SoakFigure.ITEMS, (double) nodes.items());
    }
}
