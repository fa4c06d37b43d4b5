package io.holdfast.it.harness.process;

import io.holdfast.testing.MemcachedProcess;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three memcached nodes for all tests of this process. */
public final class Nodes {

    private static final List<MemcachedProcess> PROCESSES =
            IntStream.range(0, 3).mapToObj(i -> MemcachedProcess.start()).toList();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> PROCESSES.forEach(MemcachedProcess::close)));
    }

    private static final String KEY = randomKey();

    private Nodes() {}

    private static String randomKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static int count() {
        return PROCESSES.size();
    }

    public static MemcachedProcess get(int number) {
        return PROCESSES.get(number);
    }

    /** Starts the node again, empty, where it is dead. */
    public static void ensureRunning(int number) {
        if (!PROCESSES.get(number).isRunning()) {
            PROCESSES.get(number).restart();
        }
    }

    /** The value of {@code holdfast.nodes} for them. */
    public static String setting() {
        return IntStream.range(0, PROCESSES.size())
                .mapToObj(i -> "node" + i + "=127.0.0.1:" + PROCESSES.get(i).port())
                .collect(Collectors.joining(","));
    }

    /** The line of configuration by which all applications of this process have one secret key. */
    public static String key() {
        return "holdfast.keys=k1:" + KEY;
    }
}
