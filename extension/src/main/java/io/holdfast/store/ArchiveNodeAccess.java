package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.SessionArchive.Remaining;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the archive reads on the nodes and tells them, which is no use of a session and prolongs none. Thread-safe. */
final class ArchiveNodeAccess implements SessionArchive.Nodes {

    private final CopyContext context;
    private final ArchiveCoordinator archiving;
    private final RecentSessions recent;
    private final InstantSource time;
    private final Ends ends;

    /** Whoever is told of sessions that timed out while nobody asked for them. */
    interface Ends {
        void timedOut(String key, Live last);
    }

    ArchiveNodeAccess(
            CopyContext context, ArchiveCoordinator archiving, RecentSessions recent, InstantSource time, Ends ends) {
        this.context = context;
        this.archiving = archiving;
        this.recent = recent;
        this.time = time;
        this.ends = ends;
    }

    @Override
    public Remaining remaining(String key) {
        Copies copies = context.reader()
                .readPatiently(key, Get.KEEP_TTL, context.deadlines().get());
        SessionRecord there = copies.merged();
        if (there instanceof Live live && copies.areTrusted()) {
            int idleTimeout = live.idleTimeout().seconds();
            int idle = context.timeToLive()
                    .idleSeconds(idleTimeout, copies.ttlSeconds().orElse(0));
            int left = TimeToLive.unusedSeconds(idleTimeout) - idle;
            return left > 0 ? new Remaining.Alive(left) : new Remaining.Unknown(); // whoever ends it is to tell of it
        }
        if (there instanceof Tombstone) {
            return new Remaining.Ended();
        }
        return copies.areAbsent() ? new Remaining.Absent() : new Remaining.Unknown();
    }

    @Override
    public void timedOut(String key, Live last) {
        ends.timedOut(key, last);
    }

    @Override
    public @Nullable SessionRecord read(String key) {
        return context.reader()
                .readPatiently(key, Get.KEEP_TTL, context.deadlines().get())
                .merged();
    }

    @Override
    public boolean merge(String key, SessionRecord archived) {
        Deadline deadline = context.deadlines().get();
        Copies copies = context.reader().readPatiently(key, Get.KEEP_TTL, deadline);
        SessionRecord there = copies.merged();
        if (there == null) {
            return copies.areAbsent();
        }
        if (there instanceof Tombstone ended) {
            if (archived instanceof Live) {
                archiving.ended(key, ended, 0, deadline);
            }
            return true;
        }
        Live live = (Live) there;
        if (archived instanceof Tombstone tombstone) {
            int idleTimeout = live.idleTimeout().seconds();
            return context.tombstones()
                            .write(copies, tombstone, idleTimeout, deadline)
                            .nodes()
                    > 0;
        }
        return merge(copies, live, (Live) archived, deadline);
    }

    private boolean merge(Copies copies, Live there, Live archived, Deadline deadline) {
        if (!context.timeToLive().isAlive(there, copies.ttlSeconds())) {
            return true;
        }
        Live whole = SessionMerge.merge(there, archived).withoutTracesBefore(forgettable(there));
        if (whole.equals(there) && copies.agree()) {
            return true;
        }
        int left = ttlLeft(copies, there);
        return context.writer().repair(copies, whole, left, deadline).isKnown();
    }

    private Instant forgettable(Live record) {
        return time.instant()
                .minusSeconds(context.timeToLive()
                        .forgettableSeconds(record.idleTimeout().seconds()));
    }

    /**
     * What the copies have left. A session with a timeout of its own is touched with the usual one first, and corrected
     * a moment later: what this process knows of its last use counts more.
     */
    private int ttlLeft(Copies copies, Live record) {
        int own = context.timeToLive().ttlSeconds(record.idleTimeout().seconds());
        RecentSessions.Use use = recent.get(copies.key());
        int known = use == null ? 0 : context.timeToLive().ttlOf(use.secondsLeft(time.millis()));
        return Math.min(own, Math.max(known, copies.ttlSeconds().orElse(1)));
    }
}
