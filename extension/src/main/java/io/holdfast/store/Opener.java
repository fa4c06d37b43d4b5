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
    private final InstantSource time;

    Opener(
            CopyTools tools,
            Repairs repairs,
            Misses misses,
            RecentKeys recent,
            Counters counters,
            Archiving archiving,
            StampClock stamps,
            InstantSource time) {
        this.tools = tools;
        this.repairs = repairs;
        this.misses = misses;
        this.recent = recent;
        this.counters = counters;
        this.archiving = archiving;
        this.stamps = stamps;
        this.time = time;
    }

    /** How copies are read. */
    interface Reading {
        Copies read(String key, int ttlSeconds, Deadline deadline);
    }

    /** @param ttlSeconds to touch the copies with, or {@link Get#KEEP_TTL} */
    OpenResult open(SessionEngine engine, SessionId id, String key, int ttlSeconds, Reading reading) {
        return new Opening(engine, id, key, ttlSeconds).run(reading);
    }

    private final class Opening {
        private final SessionEngine engine;
        private final SessionId id;
        private final String key;
        private final int ttlSeconds;
        private final Deadline deadline = tools.deadlines().get();
        private final RecentKeys.@Nullable Use before;

        Opening(SessionEngine engine, SessionId id, String key, int ttlSeconds) {
            this.engine = engine;
            this.id = id;
            this.key = key;
            this.ttlSeconds = ttlSeconds;
            this.before = misses.before(key);
        }

        OpenResult run(Reading reading) {
            Copies copies = reading.read(key, ttlSeconds, deadline);
            SessionRecord merged = copies.merged();
            if (merged instanceof Live live && copies.areTrusted()) {
                return archiving.isDoubtful(live, before) ? foundAfterOutage(copies, live) : found(copies, live);
            }
            if (merged instanceof Tombstone tombstone) {
                return dead(copies, tombstone);
            }
            boolean absent = copies.areAbsent();
            Finding finding = archiving.find(key, deadline);
            if (finding instanceof Finding.Row row) {
                SessionRecord whole = merged == null ? row.record() : SessionMerge.merge(merged, row.record());
                return whole instanceof Live live
                        ? restored(copies, live, row.ttlSeconds())
                        : dead(copies, (Tombstone) whole);
            }
            if (absent && finding instanceof Finding.Nothing) {
                counters.absent.increment();
                misses.absent(copies, before);
                return new OpenResult.Absent();
            }
            return unknown(copies);
        }

        private OpenResult unknown(Copies copies) {
            counters.unknown.increment();
            misses.unknown(copies);
            return new OpenResult.Unknown();
        }

        private OpenResult dead(Copies copies, Tombstone tombstone) {
            counters.ended.increment();
            misses.ended(copies);
            if (!(copies.merged() instanceof Tombstone) || !copies.agree()) {
                repairs.spread(copies, tombstone);
            }
            return new OpenResult.Dead(Optional.empty());
        }

        private OpenResult foundAfterOutage(Copies copies, Live live) {
            if (!(archiving.find(key, deadline) instanceof Finding.Row row)) {
                return found(copies, live);
            }
            SessionRecord whole = SessionMerge.merge(live, row.record());
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
            int idle = tools.lifetime()
                    .idleSeconds(idleTimeout, copies.ttlSeconds().orElse(0));
            OpenSession session = session(copies, live, idle);
            if (tools.lifetime().isExpired(idleTimeout, idle)) {
                counters.ended.increment();
                misses.timedOut(copies);
                boolean mine = tools.tombstones()
                        .write(copies, Tombstone.ofEnd(stamps.next()), idleTimeout, deadline)
                        .replaced();
                return new OpenResult.Dead(mine ? Optional.of(session.timedOut()) : Optional.empty());
            }
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
