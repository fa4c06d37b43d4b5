package io.holdfast.store;

import io.holdfast.cluster.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Warns of nodes that drop copies before their time, at the first and then once in a while. Thread-safe. */
final class EvictionWarning {

    static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(5);

    private static final System.Logger LOG = System.getLogger(EvictionWarning.class.getName());

    private final StoreEvents events;
    private final InstantSource time;
    private final Map<Node, Tally> tallies = new ConcurrentHashMap<>();

    /**
     * What a node has dropped.
     *
     * @param told when it was told last
     * @param copies dropped since, or at the time of telling with what was told
     * @param isDue whether it is to be told now
     */
    private record Tally(Instant told, long copies, boolean isDue) {

        Tally oneMore(Instant now) {
            long all = isDue ? 1 : copies + 1;
            return Duration.between(told, now).compareTo(BETWEEN_WARNINGS) >= 0
                    ? new Tally(now, all, true)
                    : new Tally(told, all, false);
        }
    }

    EvictionWarning(StoreEvents events, InstantSource time) {
        this.events = events;
        this.time = time;
    }

    void note(Node node, OptionalLong memoryBytes, int sessions) {
        Instant now = time.instant();
        Tally tally = tallies.merge(node, new Tally(now, 1, true), (before, first) -> before.oneMore(now));
        if (tally.isDue) {
            warn(node, tally.copies, memoryBytes, sessions);
            events.evicted(node, tally.copies);
        }
    }

    private static void warn(Node node, long copies, OptionalLong memoryBytes, int sessions) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Node {0} has dropped copies of sessions before they expired, {1} that were missed here since"
                        + " the last warning (at most every {2} minutes); {3} sessions are in use here. If nobody"
                        + " flushed it, it is short of memory: it has {4}. Give memcached more (-m), until \"stats\""
                        + " counts no more evictions: a session whose two copies are dropped is lost.",
                node.name(),
                Long.toString(copies),
                Long.toString(BETWEEN_WARNINGS.toMinutes()),
                Integer.toString(sessions),
                memoryBytes.isEmpty() ? "an unknown amount" : (memoryBytes.getAsLong() >> 20) + " MiB");
    }
}
