package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StampClock;
import io.holdfast.store.Doubts.Doubt;
import io.holdfast.store.SessionArchive.Finding;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a session from what the nodes hold, and where they hold nothing or cannot tell, from the
 * archive. Thread-safe.
 */
final class Opener {

    private final CopyTools tools;
    private final Repairs repairs;
    private final Misses misses;
    private final RecentKeys recent;
    private final Counters counters;
    private final Archiving archiving;
    private final StampClock stamps;
    private final SessionKeys keys;
    private final GoneKeys gone;
    private final InstantSource time;

    Opener(
            CopyTools tools,
            Repairs repairs,
            Misses misses,
            RecentKeys recent,
            Counters counters,
            Archiving archiving,
            StampClock stamps,
            SessionKeys keys,
            GoneKeys gone,
            InstantSource time) {
        this.tools = tools;
        this.repairs = repairs;
        this.misses = misses;
        this.recent = recent;
        this.counters = counters;
        this.archiving = archiving;
        this.stamps = stamps;
        this.keys = keys;
        this.gone = gone;
        this.time = time;
    }

    /** How copies are read. */
    interface Reading {
        Copies read(String key, int ttlSeconds, Deadline deadline);
    }

    /** Asks nobody about an id that is not ours, or whose session is known to be gone; {@code ttlSeconds} as in Get. */
    OpenResult open(SessionEngine engine, SessionId id, int ttlSeconds, Reading reading, Deadline deadline) {
        Optional<String> key = keys.find(id);
        if (key.isEmpty()) {
            counters.strangers.increment();
            return new OpenResult.Absent();
        }
        return switch (gone.of(key.get())) {
            case ENDED -> {
                counters.ended.increment();
                counters.missedSessions.count(MissCounters.Cause.ENDED);
                yield OpenResult.Dead.SINCE_LONG;
            }
            case ABSENT -> {
                counters.absent.increment();
                counters.missedSessions.count(MissCounters.Cause.NEVER_EXISTED);
                yield new OpenResult.Absent();
            }
            case UNKNOWN -> new Opening(engine, id, key.get(), ttlSeconds, reading, deadline).run();
        };
    }

    private final class Opening {
        private final SessionEngine engine;
        private final SessionId id;
        private final String key;
        private final int ttlSeconds;
        private final Reading reading;
        private final Deadline deadline;
        private final long now = stamps.millis();
        private final RecentKeys.@Nullable Use before;

        Opening(SessionEngine engine, SessionId id, String key, int ttlSeconds, Reading reading, Deadline deadline) {
            this.engine = engine;
            this.id = id;
            this.key = key;
            this.ttlSeconds = ttlSeconds;
            this.reading = reading;
            this.deadline = deadline;
            this.before = misses.before(key);
        }

        OpenResult run() {
            Copies copies = reading.read(key, ttlSeconds, deadline);
            SessionRecord merged = copies.merged();
            if (merged instanceof Live live && copies.areTrusted() && isBelieved(live)) {
                Doubt doubt = archiving.doubt(key, live, before);
                return doubt == Doubt.NONE ? found(copies, live) : foundInDoubt(copies, live, doubt);
            }
            if (merged instanceof Tombstone tombstone) {
                return dead(copies, tombstone);
            }
            boolean absent = copies.areAll();
            Finding finding = archiving.find(key, merged, deadline);
            if (finding instanceof Finding.Row row) {
                SessionRecord whole =
                        merged == null ? row.record() : SessionMerge.mergeBelieved(merged, row.record(), now);
                if (whole instanceof Tombstone tombstone) {
                    return dead(copies, tombstone);
                }
                return isBelieved((Live) whole)
                        ? restored(copies, (Live) whole, row.ttlSeconds())
                        : absentIf(absent, copies);
            }
            return absentIf(absent && finding instanceof Finding.Nothing, copies);
        }

        private boolean isBelieved(Live live) {
            return live.validity().isBelievedAt(now);
        }

        /** Without a tombstone: nobody is to be ended by garbage, or by a clock that is wrong. */
        private OpenResult absentIf(boolean isCertain, Copies copies) {
            if (!isCertain) {
                return unknown(copies);
            }
            counters.absent.increment();
            misses.absent(copies, before);
            gone.absent(key);
            return new OpenResult.Absent();
        }

        private OpenResult unknown(Copies copies) {
            counters.unknown.increment();
            misses.unknown(copies);
            return new OpenResult.Unknown();
        }

        private OpenResult dead(Copies copies, Tombstone tombstone) {
            Optional<SessionId> successor = successor(tombstone);
            if (successor.isPresent()) {
                return open(engine, successor.get(), ttlSeconds, reading, deadline);
            }
            counters.ended.increment();
            gone.ended(key);
            misses.ended(copies);
            if (!(copies.merged() instanceof Tombstone) || !copies.agree()) {
                repairs.spread(copies, tombstone);
            }
            return OpenResult.Dead.SINCE_LONG;
        }

        /**
         * Where the session went if it only got an id under another key: browsers that do not know of that yet are to
         * find it. Empty where it was given another id by anybody else, as at a login.
         */
        private Optional<SessionId> successor(Tombstone tombstone) {
            boolean isRenewal = !tombstone.isEnd() && tombstone.successors().size() == 1;
            return isRenewal ? keys.successorAt(id, tombstone.successors().first()) : Optional.empty();
        }

        private OpenResult foundInDoubt(Copies copies, Live live, Doubt doubt) {
            Finding finding = archiving.find(key, live, deadline);
            if (!(finding instanceof Finding.Row row)) {
                boolean isUntold = finding instanceof Finding.Unknown && doubt == Doubt.GRAVE;
                return isUntold ? unknown(copies) : found(copies, live);
            }
            SessionRecord whole = SessionMerge.mergeBelieved(live, row.record(), now);
            if (!(whole instanceof Live both)) {
                return dead(copies, (Tombstone) whole);
            }
            OpenResult result = found(copies, both);
            if (result instanceof OpenResult.Found && !both.equals(live)) {
                repairs.repair(copies, both);
            }
            return result;
        }

        private OpenResult found(Copies copies, Live live) {
            observe(live);
            int idleTimeout = live.idleTimeout().seconds();
            int idle = idleSeconds(copies, live);
            if (tools.lifetime().isExpired(idleTimeout, idle)) {
                return timedOut(copies, live, idle);
            }
            OpenSession session = session(copies, live, idle);
            counters.opened.increment();
            if (!copies.agree()) {
                misses.copies(copies, live, before);
            }
            if (ttlSeconds == Get.KEEP_TTL) {
                recent.seen(copies);
            } else {
                recent.used(copies, idleTimeout);
            }
            correctTimeToLive(copies, tools.lifetime().ttlSeconds(idleTimeout));
            boolean isUse = ttlSeconds != Get.KEEP_TTL;
            archiving.seen(key, live, isUse, isUse ? 0 : idle);
            return new OpenResult.Found(session);
        }

        /** By the nodes' word, which nobody vouches for: it cannot make a session older than its seal is. */
        private int idleSeconds(Copies copies, Live live) {
            int idleTimeout = live.idleTimeout().seconds();
            int idle = tools.lifetime()
                    .idleSeconds(idleTimeout, copies.ttlSeconds().orElse(0));
            return tools.lifetime().isSurelyInTime(live, now) && idleTimeout > 0 ? Math.min(idle, idleTimeout) : idle;
        }

        /** Where an owner has not said when it was last touched, that one may know of a use that the others missed. */
        private OpenResult timedOut(Copies copies, Live live, int idleSeconds) {
            if (!copies.areOwnersHeard()) {
                return absentIf(copies.areAll(), copies);
            }
            counters.ended.increment();
            misses.timedOut(copies);
            boolean mine = tools.tombstones()
                    .write(
                            copies,
                            Tombstone.ofEnd(stamps.next()),
                            live.idleTimeout().seconds(),
                            deadline)
                    .replaced();
            gone.ended(key);
            return mine
                    ? new OpenResult.Dead(
                            Optional.of(session(copies, live, idleSeconds).timedOut()))
                    : OpenResult.Dead.SINCE_LONG;
        }

        /**
         * The session is in the archive only, as far as can be told: it is put where it belongs on the nodes, by
         * {@code add}. Where no node can be reached it is served from the archive as it is.
         */
        private OpenResult restored(Copies copies, Live live, int leftSeconds) {
            observe(live);
            int idleTimeout = live.idleTimeout().seconds();
            int idle = Math.max(0, Lifetime.unusedSeconds(idleTimeout) - leftSeconds);
            SaveOutcome outcome = ttlSeconds == Get.KEEP_TTL
                    ? tools.writer().mend(copies, live, tools.lifetime().ttlOf(leftSeconds), deadline)
                    : tools.writer().save(copies, live, Set.of(), deadline);
            if (outcome instanceof SaveOutcome.Ended ended) {
                return dead(copies, ended.tombstone());
            }
            if (outcome instanceof SaveOutcome.Contended) {
                return unknown(copies);
            }
            Live now = outcome instanceof SaveOutcome.Stored stored ? stored.record() : live;
            counters.opened.increment();
            if (outcome instanceof SaveOutcome.Stored) {
                recent.used(copies, idleTimeout);
                archiving.restored();
            } else if (ttlSeconds != Get.KEEP_TTL) {
                archiving.used(key, live, leftSeconds);
            }
            return new OpenResult.Found(session(copies, now, idle));
        }

        private OpenSession session(Copies copies, Live live, int idleSeconds) {
            return new OpenSession(engine, id, copies, live, time.instant().minusSeconds(idleSeconds));
        }

        private void observe(Live live) {
            live.attributes().values().forEach(value -> stamps.observe(value.stamp()));
            stamps.observe(live.idleTimeout().stamp());
        }

        /**
         * A session with an idle timeout of its own was touched with the usual one, for its own was not known yet.
         * Asking first and touching afterwards would cost every request of every session a second round trip.
         */
        private void correctTimeToLive(Copies copies, int wanted) {
            if (ttlSeconds != Get.KEEP_TTL && ttlSeconds != wanted) {
                Cluster cluster = tools.cluster();
                copies.holders().forEach(node -> cluster.tell(node, new Get(key, false, wanted)));
            }
        }
    }
}
