package io.holdfast.it.example;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The example with its two servers and three nodes, brought up once for all tests that ask for it. */
record RunningExample(StartScript script, List<URI> shops, List<URI> health) implements AutoCloseable {

    private static final Namespace ALL_TESTS = Namespace.create(RunningExample.class);

    static RunningExample start() throws Exception {
        StartScript script = new StartScript("--no-build");
        try {
            script.awaitUp();
            return new RunningExample(script, urls(script, "/example/"), urls(script, "/health"));
        } catch (Exception e) {
            script.close();
            throw e;
        }
    }

    private static List<URI> urls(StartScript script, String path) {
        return script.find("http://\\S+" + path + "(?= )").stream()
                .map(found -> URI.create(found.group()))
                .toList();
    }

    URI shopA() {
        return shops.get(0);
    }

    URI shopB() {
        return shops.get(1);
    }

    /** Kills the node, or starts it where it is dead, as the script lets a person do. */
    void toggleNode(String name) throws Exception {
        script.type(name);
    }

    /** Sends a signal to every node. */
    void signalNodes(String signal) throws Exception {
        for (String pid : nodePids().values()) {
            new ProcessBuilder("kill", "-" + signal, pid).start().onExit().get();
        }
    }

    /** The processes of the nodes by the nodes' names, as the script has told them. */
    private Map<String, String> nodePids() {
        Map<String, String> pids = new TreeMap<>();
        script.find("kill -9 (\\d+) +kills node (\\w+)").forEach(found -> pids.put(found.group(2), found.group(1)));
        script.find("node (\\w+) is back, empty \\(pid (\\d+)")
                .forEach(found -> pids.put(found.group(1), found.group(2)));
        return pids;
    }

    @Override
    public void close() {
        script.close();
    }

    /** Hands the running example to tests. */
    static final class Provider implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningExample.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ALL_TESTS)
                    .getOrComputeIfAbsent(RunningExample.class, type -> startUnchecked(), RunningExample.class);
        }

        private static RunningExample startUnchecked() {
            try {
                return start();
            } catch (Exception e) {
                throw new IllegalStateException("The example could not be started", e);
            }
        }
    }
}
