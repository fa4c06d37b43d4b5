package io.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Linux counts of a process, besides its {@link Ticks}; see proc(5). */
final class ProcessFiles {

    private ProcessFiles() {}

    /**
     * What it has read and written in all, files included. A store that reads and writes sockets only says so by this,
     * if it does so by read(2) and write(2), as Java does.
     */
    static Map<Figure, Double> transferred(long pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", "" + pid, "io"));
            return Map.of(
                    Figure.TO_STORE,
                    number(lines, "rchar:") / 1024.0,
                    Figure.FROM_STORE,
                    number(lines, "wchar:") / 1024.0);
        } catch (IOException e) {
            throw new UncheckedIOException("to know what a process reads takes a Linux, and its owner", e);
        }
    }

    /** How often each of its threads gave up a processor, of itself or not. */
    static Map<Long, Long> switches(long pid) {
        Map<Long, Long> switches = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", "" + pid, "task"))) {
            threads.forEach(thread -> switches.put(Long.valueOf("" + thread.getFileName()), switches(status(thread))));
        } catch (IOException e) {
            throw new UncheckedIOException("to know a process's switches takes a Linux", e);
        }
        return switches;
    }

    /** Empty if the thread has ended meanwhile. */
    private static List<String> status(Path thread) {
        try {
            return Files.readAllLines(thread.resolve("status"));
        } catch (IOException e) {
            return List.of();
        }
    }

    static long switches(List<String> status) {
        return number(status, "voluntary_ctxt_switches:") + number(status, "nonvoluntary_ctxt_switches:");
    }

    /** What it has in memory at the moment, in kilobytes. */
    static long resident(long pid) {
        try {
            return number(Files.readAllLines(Path.of("/proc", "" + pid, "status")), "VmRSS:");
        } catch (IOException e) {
            throw new UncheckedIOException("to know a process's memory takes a Linux", e);
        }
    }

    /** How many threads it has, of Java and others. */
    static long threads(long pid) {
        return count(Path.of("/proc", "" + pid, "task"));
    }

    /** How many files and sockets it has open. */
    static long descriptors(long pid) {
        return count(Path.of("/proc", "" + pid, "fd"));
    }

    private static long count(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException("to know what a process has open takes a Linux, and its owner", e);
        }
    }

    private static long number(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(
                        line.substring(name.length()).replace("kB", "").strip()))
                .sum();
    }
}
