package io.holdfast.cost;

import io.holdfast.testing.MemcachedProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The nodes of one server. */
record Nodes(List<MemcachedProcess> processes) implements AutoCloseable {

    private static final List<String> COUNTERS = List.of(
            "rusage_user",
            "rusage_system",
            "cmd_get",
            "cmd_touch",
            "cmd_set",
            "cmd_meta",
            "delete_hits",
            "delete_misses",
            "bytes_read",
            "bytes_written");

    static Nodes start(int count) {
        return new Nodes(Stream.generate(MemcachedProcess::start).limit(count).toList());
    }

    /** The value of {@code holdfast.nodes} for them. */
    String setting() {
        return IntStream.range(0, processes.size())
                .mapToObj(i -> "node" + i + "=127.0.0.1:" + processes.get(i).port())
                .collect(Collectors.joining(","));
    }

    /** What all have counted. */
    Map<String, Double> counters() {
        Map<String, Double> sums = new HashMap<>();
        COUNTERS.forEach(counter -> sums.put(counter, 0.0));
        for (MemcachedProcess process : processes) {
            Map<String, String> stats = process.stats();
            sums.replaceAll((counter, sum) -> sum + Double.parseDouble(stats.getOrDefault(counter, "0")));
        }
        return sums;
    }

    @Override
    public void close() {
        processes.forEach(MemcachedProcess::close);
    }
}
