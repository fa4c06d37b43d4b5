package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.store.MissCounters.Cause;
import io.holdfast.store.RecentSessions.Use;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a session or one of its copies was not found. Thread-safe.
 *
 * <p>Only a copy that this process itself saw on the node's present process counts as evicted. A copy that others wrote
 * may never have been there: they may have held the node for down.
 */
final class MissClassifier {

    private final RecentSessions recent;
    private final NodeIncarnations incarnations;
    private final EvictionWarning evictionWarning;
    private final Counters counters;
    private final InstantSource time;

    MissClassifier(
            RecentSessions recent,
            NodeIncarnations incarnations,
            EvictionWarning evictionWarning,
            Counters counters,
            InstantSource time) {
        this.recent = recent;
        this.incarnations = incarnations;
        this.evictionWarning = evictionWarning;
        this.counters = counters;
        this.time = time;
    }

    /**
     * What is known of a session before the nodes are asked for it, null for nothing. What becomes known meanwhile, by
     * a repair, say, tells nothing of what they answer.
     */
    @Nullable
    Use before(String key) {
        return recent.get(key);
    }

    /** The session was found; explains each of its copies that was not. */
    void copies(Copies copies, Live found, @Nullable Use use) {
        List<Node> candidates = copies.route().candidates();
        for (int place = 0; place < candidates.size(); place++) {
            Copy copy = copies.get(candidates.get(place));
            if (isExpected(copies, place) && copy instanceof Copy.Missing) {
                counters.missedCopies.count(cause(candidates.get(place), place, use, found));
            } else if (copy.equals(Copy.UNREADABLE) || copy instanceof Copy.Garbage) {
                counters.missedCopies.count(Cause.UNREADABLE);
            }
        }
    }

    /** A copy on a node that stood in for another may have been taken away by any server. */
    private static boolean isExpected(Copies copies, int place) {
        return place < copies.route().copies();
    }

    private Cause cause(Node node, int place, @Nullable Use use, Live found) {
        if (use != null && use.wasAt(place)) {
            return cause(node, use);
        }
        return incarnations.restartedSince(node, lastWrite(found)) ? Cause.RESTARTED : Cause.NEVER_EXISTED;
    }

    private Cause cause(Node node, Use seenThere) {
        if (incarnations.restartedSince(node, seenThere.seenMillis())) {
            return Cause.RESTARTED;
        }
        if (seenThere.isOver(time.millis())) {
            return Cause.EXPIRED;
        }
        if (!incarnations.isTold(node)) {
            return Cause.NEVER_EXISTED;
        }
        evictionWarning.note(node, incarnations.memoryBytes(node), recent.size());
        return Cause.EVICTED;
    }

    private static long lastWrite(Live record) {
        return Stream.concat(
                        Stream.of(record.idleTimeout().stamp()),
                        record.attributes().values().stream().map(StoredValue::stamp))
                .mapToLong(Stamp::wallMillis)
                .max()
                .orElse(0);
    }

    /** There is no such session. */
    void absent(Copies copies, @Nullable Use use) {
        Cause cause = copies.isUnreadable() ? Cause.UNREADABLE : Cause.NEVER_EXISTED;
        List<Node> candidates = copies.route().candidates();
        for (int place = 0; use != null && place < candidates.size(); place++) {
            if (isExpected(copies, place)
                    && use.wasAt(place)
                    && copies.get(candidates.get(place)) instanceof Copy.Missing) {
                Cause here = cause(candidates.get(place), use);
                cause = cause == Cause.EVICTED ? cause : here;
            }
        }
        gone(copies, cause);
    }

    /** There is a tombstone. */
    void ended(Copies copies) {
        gone(copies, Cause.ENDED);
    }

    /** It was found after its time. */
    void timedOut(Copies copies) {
        gone(copies, Cause.EXPIRED);
    }

    private void gone(Copies copies, Cause cause) {
        recent.forget(copies.key());
        counters.missedSessions.count(cause);
    }

    /** It could not be told. */
    void unknown(Copies copies) {
        if (copies.isUnreadable()) {
            counters.missedSessions.count(Cause.UNREADABLE);
        }
    }
}
