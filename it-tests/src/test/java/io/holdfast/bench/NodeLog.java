package io.holdfast.bench;

import io.holdfast.it.harness.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Holdfast says of its nodes in a server's log, from the moment of creation on. */
final class NodeLog {

    private static final Pattern LINE = Pattern.compile(".*Node (\\S+) at \\S+ is ([A-Z]+):.*");

    private final Server server;
    private final long skipped;

    NodeLog(Server server) {
        this.server = server;
        this.skipped = all().count();
    }

    private Stream<String> all() {
        try {
            return server.logged("node ").stream()
                    .filter(line -> LINE.matcher(line).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The states that it said the node is in, one after the other. */
    private Stream<String> states(String node) {
        return all().skip(skipped)
                .map(LINE::matcher)
                .filter(parts -> parts.matches() && parts.group(1).equals(node))
                .map(parts -> parts.group(2));
    }

    /** How often it said that the node is in that state. */
    long count(String node, String state) {
        return states(node).filter(state::equals).count();
    }

    /** Whether it is, or nothing was said of it. */
    boolean isUp(String node) {
        return states(node).reduce((before, after) -> after).orElse("UP").equals("UP");
    }
}
