package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.SessionArchive.Finding;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings one session onto a node that came back, without prolonging its life: nodes are read without a touch, and the
 * copy gets the time that the others have left. Thread-safe.
 */
final class CopyRepair {

    private static final int MOST_ATTEMPTS = 3;

    private final CopyContext context;
    private final RecentSessions recent;
    private final StandInCleanup standIns;
    private final ArchiveCoordinator archiving;
    private final InstantSource time;

    /** What came of it. */
    enum Outcome {
        /** A copy was written. */
        REPAIRED,
        /** There was nothing to do, or it cannot be done. */
        LEFT,
        /** The node did not answer. */
        SILENT,
        /** The session changed meanwhile. */
        CHANGED
    }

    CopyRepair(
            CopyContext context,
            RecentSessions recent,
            StandInCleanup standIns,
            ArchiveCoordinator archiving,
            InstantSource time) {
        this.context = context;
        this.recent = recent;
        this.standIns = standIns;
        this.archiving = archiving;
        this.time = time;
    }

    Outcome repair(String key, Node node) {
        Outcome outcome = Outcome.CHANGED;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && outcome == Outcome.CHANGED; attempt++) {
            outcome = attempt(key, node, context.deadlines().get());
        }
        return outcome;
    }

    private Outcome attempt(String key, Node node, Deadline deadline) {
        Copies copies = new Copies(key, context.cluster().route(key).including(node));
        context.reader().readPatiently(copies, Get.KEEP_TTL, deadline);
        standIns.look(copies, deadline);
        if (copies.get(node) instanceof Copy.Unknown unknown && unknown.isSilence()) {
            return Outcome.SILENT;
        }
        SessionRecord merged = copies.merged();
        if (merged instanceof Live live && context.timeToLive().isAlive(live, copies.ttlSeconds())) {
            return repair(copies, live, node, deadline);
        }
        if (merged == null && copies.silent().isEmpty()) {
            Optional<Outcome> outcome = bringBack(copies, deadline);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        if (merged instanceof Tombstone tombstone && !copies.agree()) {
            context.tombstones().write(copies, tombstone, 0, deadline);
        }
        if (merged != null || copies.areComplete()) {
            recent.forget(key);
        }
        return Outcome.LEFT;
    }

    /**
     * Brings a session that is in use back onto the nodes, if none that can be asked has a copy. It lives there for as
     * long as it would have.
     *
     * @return empty if there certainly is no such session
     */
    private Optional<Outcome> bringBack(Copies copies, Deadline deadline) {
        return archiving
                .find(copies.key(), null, deadline)
                .match(
                        row -> Optional.of(bringBack(copies, row, deadline)),
                        Optional::empty,
                        () -> Optional.of(Outcome.LEFT));
    }

    private Outcome bringBack(Copies copies, Finding.Row row, Deadline deadline) {
        RecentSessions.Use use = recent.get(copies.key());
        if (use != null && row.record() instanceof Live live) {
            int left = Math.max(row.ttlSeconds(), use.secondsLeft(time.millis()));
            int own = TimeToLive.unusedSeconds(live.idleTimeout().seconds());
            int ttl = context.timeToLive().ttlOf(Math.min(own, left));
            if (context.writer().repair(copies, live, ttl, deadline) instanceof SaveOutcome.Stored) {
                recent.seen(copies);
                archiving.restored();
                return Outcome.REPAIRED;
            }
        }
        return Outcome.LEFT;
    }

    /**
     * Brings all that is known of a session onto its nodes: its end, or what it holds if its time is not over.
     *
     * @param whole what all its copies hold, and perhaps more
     * @param idleTimeoutSeconds of its session, for a tombstone that does not tell
     * @return whether there was anything to bring
     */
    boolean converge(Copies copies, @Nullable SessionRecord whole, int idleTimeoutSeconds, Deadline deadline) {
        if (whole instanceof Tombstone tombstone) {
            context.tombstones().write(copies, tombstone, idleTimeoutSeconds, deadline);
            return true;
        }
        if (whole instanceof Live live && context.timeToLive().isAlive(live, copies.ttlSeconds())) {
            write(copies, live, deadline);
            return true;
        }
        return false;
    }

    private Outcome repair(Copies copies, Live live, Node node, Deadline deadline) {
        if (copies.agree()) {
            isWell(copies, live, deadline);
            return Outcome.LEFT;
        }
        RecordCodec.Encoded encoded = context.codec().encode(copies, live);
        List<Node> lacking = copies.route().owners().stream()
                .filter(owner -> !copies.holds(owner, encoded.digest()))
                .toList();
        if (lacking.isEmpty()) {
            isWell(copies, live, deadline);
            return Outcome.LEFT;
        }
        context.rateLimiter().takeBytes(encoded.bytes().length);
        boolean isOnlyMissing = copies.get(node) instanceof Copy.Missing && lacking.equals(List.of(node));
        return isOnlyMissing ? add(copies, live, encoded, node, deadline) : writeAll(copies, live, deadline);
    }

    private void isWell(Copies copies, Live live, Deadline deadline) {
        standIns.remove(copies, live, deadline);
        recent.seen(copies);
    }

    private Outcome writeAll(Copies copies, Live live, Deadline deadline) {
        boolean isWritten = write(copies, live, deadline);
        recent.seen(copies);
        return isWritten ? Outcome.REPAIRED : Outcome.LEFT;
    }

    private boolean write(Copies copies, Live live, Deadline deadline) {
        int left = copies.ttlSeconds().orElse(1);
        if (context.writer().repair(copies, live, left, deadline) instanceof SaveOutcome.Stored stored) {
            standIns.remove(copies, stored.record(), deadline);
            return true;
        }
        return false;
    }

    /**
     * The others are as they should be and are not written again: that would set back the time to live that a request
     * may be prolonging at this moment. They are looked at again instead. If the session was changed or ended between
     * the first look and the {@code add}, the second look tells, and what was added is brought up to that.
     */
    private Outcome add(Copies copies, Live live, RecordCodec.Encoded encoded, Node node, Deadline deadline) {
        int left = copies.ttlSeconds().orElse(1);
        Put put = new Put(copies.key(), encoded.bytes(), encoded.digest(), left, Put.ABSENT);
        NodeReply reply = context.cluster().ask(Map.of(node, put), deadline).get(node);
        if (reply instanceof NodeReply.NoAnswer) {
            return Outcome.SILENT;
        }
        if (!(reply instanceof NodeReply.Stored stored)) {
            return reply instanceof NodeReply.Conflict ? Outcome.CHANGED : Outcome.LEFT;
        }
        if (!isStill(copies, encoded.digest(), deadline)) {
            return Outcome.CHANGED;
        }
        copies.put(node, Copy.Held.stored(live, encoded, stored.cas(), left));
        isWell(copies, live, deadline);
        return Outcome.REPAIRED;
    }

    private boolean isStill(Copies copies, int digest, Deadline deadline) {
        Map<Node, Get> looks = new LinkedHashMap<>();
        copies.holders().stream()
                .filter(holder -> copies.holds(holder, digest)) // not an old copy that is about to go
                .forEach(holder -> looks.put(holder, new Get(copies.key(), false, Get.KEEP_TTL)));
        return context.cluster().ask(looks, deadline).values().stream()
                .allMatch(reply -> reply instanceof NodeReply.Hit hit && hit.flags() == digest);
    }
}
