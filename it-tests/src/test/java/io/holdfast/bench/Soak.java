package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A server at half load whose nodes fail by chance. */
record Soak(Make make, Subject subject, Options options) {

    SoakResult run() throws IOException, InterruptedException {
        Scenario scenario = options.scenarios().get(0);
        double seconds = options.measured().toSeconds();
        Progress.say("finding half of the full load");
        HalfLoad half = HalfLoad.find(subject, scenario, options.connections());
        long changes = subject.changes(scenario);
        Nodes nodes = (Nodes) subject.store();
        NodeLog log = new NodeLog(subject.server());
        Outages outages = new Outages(nodes.processes(), log, options.seed());
        Sampler sampler = new Sampler(subject, nodes, outages);
        Progress.say(options.measured().toSeconds() + " s with the seed " + options.seed());
        Stopwatch watch = Stopwatch.start();
        CompletableFuture<List<Outage>> failing = CompletableFuture.supplyAsync(() -> outages.run(watch, seconds));
        CompletableFuture<List<Sample>> sampled = CompletableFuture.supplyAsync(() -> sampler.run(watch, seconds));
        Load load = subject.checkedLoad(scenario, options.measured(), half.pause());
        List<Outage> failed = failing.join();
        List<Sample> samples = sampled.join();
        return new SoakResult(
                make,
                subject.variant(),
                half,
                load,
                load.requests() - (subject.changes(scenario) - changes),
                falseAlarms(log, failed, nodes.processes().size()),
                failed,
                Arrays.stream(SoakFigure.values())
                        .map(figure -> new Course(figure, samples, seconds))
                        .toList());
    }

    /** How often a node was said to be down beyond the times that it was. */
    private static long falseAlarms(NodeLog log, List<Outage> failed, int nodes) {
        return IntStream.range(0, nodes)
                .mapToLong(place -> log.count(Nodes.name(place), "DOWN")
                        - failed.stream()
                                .filter(outage -> outage.place() == place)
                                .count())
                .map(more -> Math.max(0, more))
                .sum();
    }
}
