package io.holdfast.bench;

import io.holdfast.keys.MasterKey;
import io.holdfast.testing.MemcachedProcess;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The nodes of Holdfast.
 *
 * @param live whether the server keeps sessions in its memory between their requests
 */
record Nodes(List<MemcachedProcess> processes, boolean live) implements Store {

    /** Enough for a million sessions on two of them. */
    private static final String MEGABYTES = "2048";

    static Nodes start(int count, boolean live) {
        List<MemcachedProcess> processes = Stream.generate(() -> MemcachedProcess.start("-m", MEGABYTES))
                .limit(count)
                .toList();
        return new Nodes(processes, live);
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("holdfast.nodes", nodes());
        properties.put("holdfast.keys", "k1:" + randomKey());
        properties.put("holdfast.copies", "" + copies());
        if (!live) {
            properties.put("holdfast.live-sessions", "0");
        }
        return properties;
    }

    @Override
    public int copies() {
        return Math.min(processes.size(), 2);
    }

    /** What Holdfast calls the one at that place. */
    static String name(int place) {
        return "node" + place;
    }

    private String nodes() {
        return IntStream.range(0, processes.size())
                .mapToObj(i -> name(i) + "=127.0.0.1:" + processes.get(i).port())
                .collect(Collectors.joining(","));
    }

    private static String randomKey() {
        byte[] bytes = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public List<Long> pids() {
        return processes.stream().map(MemcachedProcess::pid).toList();
    }

    /** Sessions' copies, tombstones and all that else lies there. */
    long items() {
        return (long) sum(processes.stream().map(MemcachedProcess::stats).toList(), "curr_items");
    }

    /** Without those that ask how many there are. */
    long connections() {
        return (long) sum(processes.stream().map(MemcachedProcess::stats).toList(), "curr_connections")
                - processes.size();
    }

    @Override
    public Map<Figure, Double> counted() {
        return counted(processes.stream().map(MemcachedProcess::stats).toList());
    }

    static Map<Figure, Double> counted(List<Map<String, String>> stats) {
        Map<Figure, Double> counted = new EnumMap<>(Figure.class);
        counted.put(Figure.READS, sum(stats, "cmd_get", "cmd_touch"));
        counted.put(Figure.WRITES, sum(stats, "cmd_set"));
        counted.put(Figure.OTHER_COMMANDS, sum(stats, "cmd_meta", "delete_hits", "delete_misses"));
        counted.put(Figure.TO_STORE, sum(stats, "bytes_read") / 1024);
        counted.put(Figure.FROM_STORE, sum(stats, "bytes_written") / 1024);
        return counted;
    }

    private static double sum(List<Map<String, String>> stats, String... counters) {
        return stats.stream()
                .flatMapToDouble(each -> Arrays.stream(counters)
                        .mapToDouble(counter -> Double.parseDouble(each.getOrDefault(counter, "0"))))
                .sum();
    }

    @Override
    public void close() {
        processes.forEach(MemcachedProcess::close);
    }
}
