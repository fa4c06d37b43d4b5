package io.holdfast.it;

import io.holdfast.testing.MemcachedProcess;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three memcached nodes for all tests of this process. */
final class Nodes {

    private static final List<MemcachedProcess> PROCESSES =
            IntStream.range(0, 3).mapToObj(i -> MemcachedProcess.start()).toList();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> PROCESSES.forEach(MemcachedProcess::close)));
    }

    private Nodes() {}

    static int count() {
        return PROCESSES.size();
    }

    static MemcachedProcess get(int number) {
        return PROCESSES.get(number);
    }

    /** Starts the node again, empty, where it is dead. */
    static void ensureRunning(int number) {
        if (!PROCESSES.get(number).isRunning()) {
            PROCESSES.get(number).restart();
        }
    }

    /** The value of {@code holdfast.nodes} for them. */
    static String setting() {
        return IntStream.range(0, PROCESSES.size())
                .mapToObj(i -> "node" + i + "=127.0.0.1:" + PROCESSES.get(i).port())
                .collect(Collectors.joining(","));
    }
}
