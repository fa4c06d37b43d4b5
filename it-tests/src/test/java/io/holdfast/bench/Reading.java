package io.holdfast.bench;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all counters say at one moment. Times of processors are in milliseconds.
 *
 * @param all what anybody has used of the machine's processors
 * @param load what this process has used, and the load that has ended
 * @param store what the processes of the store have used
 * @param counted by the store
 * @param answered requests of the application's pages
 * @param allocated by each thread of the server, in bytes
 * @param switches of each thread of the server from one context to another
 * @param resident what the server has in memory, in kilobytes
 */
record Reading(
        double moment,
        double all,
        double load,
        double server,
        double store,
        Map<Figure, Double> counted,
        long answered,
        Map<Long, Long> allocated,
        Map<Long, Long> switches,
        long resident) {

    static Reading take(URI application, long pid, Store store) {
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
                store.pids().stream().mapToLong(Ticks::of).sum(),
                store.counted(),
                Long.parseLong(lines[0]),
                allocated,
                ProcessFiles.switches(pid),
                ProcessFiles.resident(pid));
    }

    double allocatedSince(Reading before) {
        return since(before.allocated, allocated);
    }

    double switchedSince(Reading before) {
        return since(before.switches, switches);
    }

    /** By the threads that still live; those that end meanwhile were idle before. */
    private static long since(Map<Long, Long> before, Map<Long, Long> after) {
        return after.entrySet().stream()
                .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
                .sum();
    }
}
