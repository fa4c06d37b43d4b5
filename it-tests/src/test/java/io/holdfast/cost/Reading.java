package io.holdfast.cost;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all counters say at one moment. Times of processors are in milliseconds.
 *
 * @param all what anybody has used of the machine's processors
 * @param load what this process has used, and the load that has ended
 * @param nodes the sums of the nodes' own counters
 * @param answered requests of the application's pages
 * @param allocated by each thread, in bytes
 */
record Reading(
        double moment,
        double all,
        double load,
        double server,
        Map<String, Double> nodes,
        long answered,
        Map<Long, Long> allocated) {

    static Reading take(URI application, long pid, Nodes nodes) {
        String[] lines = Http.get(application.resolve("meter")).body().strip().split("\n");
        Map<Long, Long> allocated = Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> Long.valueOf(words[0]), words -> Long.valueOf(words[1])));
        return new Reading(
                System.nanoTime() / 1e6,
                Ticks.ofAll(),
                Ticks.ofThisAndItsChildren(),
                Ticks.of(pid),
                nodes.counters(),
                Long.parseLong(lines[0]),
                allocated);
    }

    double counted(String counter) {
        return nodes.getOrDefault(counter, 0.0);
    }

    /** Of the nodes' processes. */
    double nodesTime() {
        return (counted("rusage_user") + counted("rusage_system")) * 1000;
    }

    /** What the threads that still live have allocated since; those that end meanwhile were idle before. */
    long allocatedSince(Reading before) {
        return allocated.entrySet().stream()
                .mapToLong(each -> each.getValue() - before.allocated.getOrDefault(each.getKey(), 0L))
                .sum();
    }
}
