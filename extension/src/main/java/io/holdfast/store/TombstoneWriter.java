package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the tombstone of a session on every node where a copy could be. Thread-safe. */
final class TombstoneWriter {

    /** How many changes of id are followed one after the other. */
    static final int MOST_HOPS = 3;

    private static final int MOST_ROUNDS = 8;

    private final Cluster cluster;
    private final CopyReader reader;
    private final CopyCodec codec;
    private final CopyOpener opener;
    private final TimeToLive timeToLive;
    private final InstantSource time;
    private final Hints hints;
    private final SessionArchive archive;

    TombstoneWriter(CopyAccess access, CopyOpener opener, InstantSource time, SessionArchive archive) {
        this.cluster = access.cluster();
        this.reader = access.reader();
        this.codec = access.codec();
        this.opener = opener;
        this.timeToLive = access.timeToLive();
        this.time = time;
        this.hints = access.hints();
        this.archive = archive;
    }

    /**
     * What came of it.
     *
     * @param nodes how many nodes hold the tombstone; if others had to end with it, the fewest of any
     * @param replaced whether it took the place of a copy, which among several that end one session only one sees for
     *     the last copy
     * @param tombstone what was written in the end: merged with those that were there
     * @param found live records that lay there and that the copies did not tell of before, merged; null for none
     */
    record Outcome(
            int nodes,
            boolean replaced,
            Tombstone tombstone,
            @Nullable Live found) {

        /** The same, with what the archive has; it counts as a node if there is none. */
        Outcome archived(Tombstone row, boolean isForNodes) {
            return new Outcome(isForNodes ? Math.max(1, nodes) : nodes, replaced, row, found);
        }
    }

    /**
     * Writes {@code tombstone}, merged with those that are there, over whatever lies there; nodes that cannot be
     * reached get it as a hint. If the session has ended and moved, in whichever order, it is ended where it went, too.
     */
    Outcome write(Copies copies, Tombstone tombstone, int idleTimeoutSeconds, Deadline deadline) {
        return write(copies, tombstone, idleTimeoutSeconds, deadline, MOST_HOPS);
    }

    private Outcome write(Copies copies, Tombstone tombstone, int idleTimeoutSeconds, Deadline deadline, int hops) {
        Outcome outcome = new Writing(copies, tombstone, idleTimeoutSeconds, deadline).run();
        Tombstone written = outcome.tombstone();
        int nodes = outcome.nodes();
        if (written.isEnd()) {
            for (String successor : written.successors()) {
                nodes = Math.min(
                        nodes, hops == 0 ? 0 : end(successor, written, idleTimeoutSeconds, deadline, hops - 1));
            }
        }
        return new Outcome(nodes, outcome.replaced(), written, outcome.found());
    }

    /** How many nodes hold the end of what stood under {@code key}, at least. */
    private int end(String key, Tombstone former, int idleTimeoutSeconds, Deadline deadline, int hops) {
        Tombstone end = Tombstone.ofEnd(former.stamp());
        if (deadline.hasPassed()) {
            cluster.route(key)
                    .candidates()
                    .forEach(node -> hints.add(node, new Hints.Hint(key, end, idleTimeoutSeconds)));
            return 0;
        }
        Copies copies = reader.read(key, Get.KEEP_TTL, deadline);
        boolean isDone = copies.merged() instanceof Tombstone there
                && there.isEnd()
                && there.successors().isEmpty()
                && copies.agree();
        if (isDone) {
            return copies.holders().size();
        }
        return write(copies, end, idleTimeoutSeconds, deadline, hops).nodes();
    }

    private final class Writing {
        private final Copies copies;
        private final int idleTimeoutSeconds;
        private final Deadline deadline;
        private final Set<Node> written = new LinkedHashSet<>();
        private final Set<Node> silent = new LinkedHashSet<>();
        private Tombstone tombstone;
        private RecordCodec.Encoded encoded;
        private boolean replaced;
        private @Nullable Live found;

        Writing(Copies copies, Tombstone tombstone, int idleTimeoutSeconds, Deadline deadline) {
            this.copies = copies;
            SessionRecord there = copies.merged();
            this.tombstone = there == null ? tombstone : (Tombstone) SessionMerge.merge(tombstone, there);
            this.encoded = codec.encode(copies, this.tombstone);
            this.idleTimeoutSeconds = idleTimeoutSeconds;
            this.deadline = deadline;
        }

        Outcome run() {
            Set<Node> pending = pending();
            for (int round = 0; round < MOST_ROUNDS && !pending.isEmpty() && !deadline.hasPassed(); round++) {
                send(pending);
                pending = pending();
                if (pending.isEmpty() && !isEnough()) {
                    cluster.pause(deadline);
                    silent.clear();
                    pending = pending();
                }
            }
            copies.route().candidates().stream()
                    .filter(node -> !written.contains(node))
                    .forEach(node -> hints.add(node, new Hints.Hint(copies.key(), tombstone, idleTimeoutSeconds)));
            archive();
            return new Outcome(isEnough() ? written.size() : 0, replaced, tombstone, found);
        }

        /** Whoever must know that it is archived writes it there once more, and waits. */
        private void archive() {
            if (!written.isEmpty()) {
                int ttl = ttlSeconds();
                archive.write(copies.key(), tombstone, ttl, Duration.ZERO);
            }
        }

        /** Whether it is where the session is looked for: on an owner, unless none is left. */
        private boolean isEnough() {
            copies.reroute(cluster);
            List<Node> owners = copies.route().owners();
            return owners.isEmpty() || !Collections.disjoint(owners, written);
        }

        private Set<Node> pending() {
            Set<Node> pending = new LinkedHashSet<>(copies.route().available());
            pending.removeAll(written);
            pending.removeAll(silent);
            return pending;
        }

        private int ttlSeconds() {
            return timeToLive.tombstoneSeconds(tombstone, idleTimeoutSeconds, time.millis());
        }

        /** Takes in what is there; if that is news, all nodes have to learn it. */
        private void grow(SessionRecord there) {
            Tombstone merged = (Tombstone) SessionMerge.merge(tombstone, there);
            if (!merged.equals(tombstone)) {
                tombstone = merged;
                encoded = codec.encode(copies, merged);
                written.clear();
            }
        }

        private void send(Set<Node> pending) {
            int ttl = ttlSeconds();
            Map<Node, Put> puts = new LinkedHashMap<>();
            for (Node node : pending) {
                puts.put(node, new Put(copies.key(), encoded.bytes(), encoded.digest(), ttl, copies.casOf(node)));
            }
            Map<Node, Get> looks = new LinkedHashMap<>();
            cluster.ask(puts, deadline).forEach((node, reply) -> {
                if (reply instanceof NodeReply.Stored done) {
                    replaced |= copies.get(node) instanceof Copy.Held held
                            && !(held.record() instanceof Tombstone)
                            && held.digest() != encoded.digest();
                    copies.put(node, Copy.Held.stored(tombstone, encoded, done.cas(), ttl));
                    written.add(node);
                } else if (reply instanceof NodeReply.Miss) {
                    copies.put(node, Copy.MISSING);
                } else if (reply instanceof NodeReply.Conflict) {
                    looks.put(node, new Get(copies.key(), true, Get.KEEP_TTL));
                } else {
                    silent.add(node);
                }
            });
            look(looks);
        }

        private void look(Map<Node, Get> looks) {
            if (looks.isEmpty()) {
                return;
            }
            cluster.ask(looks, deadline).forEach((node, reply) -> {
                Copy copy = opener.understand(copies.key(), node, reply);
                if (copy instanceof Copy.Unknown && reply instanceof NodeReply.Hit hit) {
                    copy = Copy.Held.unread(
                            hit.flags(), hit.cas(), CopyOpener.ttlSeconds(hit)); // the tombstone goes over it
                }
                copies.put(node, copy);
                if (copy instanceof Copy.Held held && held.record() != null) {
                    note(held.record());
                }
            });
        }

        private void note(SessionRecord there) {
            grow(there);
            if (there instanceof Live live) {
                found = found == null ? live : SessionMerge.merge(found, live);
            }
        }
    }
}
