package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.ArchiveDoubts.Doubt;
import io.holdfast.store.SessionArchive.Finding;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One look at what the nodes hold of a session, and what follows from it. Not thread-safe. */
final class OpenAttempt {
    private final OpenContext with;
    private final OpenSession unit;
    private final LiveTable table;
    private final SessionId id;
    private final String key;
    private final Asking asking;
    private final Function<SessionId, OpenResult> opener;
    private final OptionalInt ttlSeconds;
    private final Deadline deadline;
    private final long now;
    private final RecentSessions.@Nullable Use before;
    private final long noted;

    /** @param opener asks for another session in the same way */
    OpenAttempt(
            OpenContext with,
            OpenSession unit,
            String key,
            SessionId id,
            Asking asking,
            Function<SessionId, OpenResult> opener) {
        this.with = with;
        this.unit = unit;
        this.table = unit.live().table();
        this.id = id;
        this.key = key;
        this.asking = asking;
        this.opener = opener;
        this.ttlSeconds = ttlSeconds(table.base());
        this.deadline = asking.deadline();
        this.now = with.stamps().millis();
        this.before = with.misses().before(key);
        this.noted = table.version();
    }

    private OptionalInt ttlSeconds(@Nullable Base known) {
        return asking.ttlSeconds().isEmpty() || known == null
                ? asking.ttlSeconds()
                : OptionalInt.of(with.context()
                        .timeToLive()
                        .ttlSeconds(known.record().idleTimeout().seconds()));
    }

    /** Rather than a look, which leaves the session's life as long as it is. */
    private boolean isUse() {
        return ttlSeconds.isPresent();
    }

    OpenResult run() {
        CopyReader.Known known = new CopyReader.Known(table.base(), table.wasOld());
        Copies copies = asking.reading().read(key, known, ttlSeconds, deadline);
        SessionRecord merged = copies.merged();
        if (merged instanceof Live live && copies.areTrusted() && isBelieved(live)) {
            Doubt doubt = with.archiving().doubt(key, live, before);
            return doubt == Doubt.NONE ? found(copies, live) : foundInDoubt(copies, live, doubt);
        }
        if (merged instanceof Tombstone tombstone) {
            return dead(copies, tombstone);
        }
        boolean absent = copies.areAll();
        return with.archiving()
                .find(key, merged, deadline)
                .match(
                        row -> foundInArchive(copies, merged, row, absent),
                        () -> absentIf(absent, copies),
                        () -> unknown(copies));
    }

    private OpenResult foundInArchive(
            Copies copies, @Nullable SessionRecord merged, Finding.Row row, boolean isElseAbsent) {
        SessionRecord whole = merged == null ? row.record() : SessionMerge.mergeBelieved(merged, row.record(), now);
        if (whole instanceof Tombstone tombstone) {
            return dead(copies, tombstone);
        }
        Live live = (Live) whole;
        return isBelieved(live) ? restored(copies, live, row.ttlSeconds()) : absentIf(isElseAbsent, copies);
    }

    private boolean isBelieved(Live live) {
        return live.validity().isBelievedAt(now);
    }

    /** Without a tombstone: nobody is to be ended by garbage, or by a clock that is wrong. */
    private OpenResult absentIf(boolean isCertain, Copies copies) {
        if (!isCertain) {
            return unknown(copies);
        }
        with.counters().absent.increment();
        unit.live().foundAbsent();
        with.misses().absent(copies, before);
        with.negativeCache().absent(key);
        return new OpenResult.Absent();
    }

    private OpenResult unknown(Copies copies) {
        with.counters().unknown.increment();
        with.misses().unknown(copies);
        return new OpenResult.Unknown();
    }

    private OpenResult dead(Copies copies, Tombstone tombstone) {
        Optional<SessionId> successor = successor(tombstone);
        if (successor.isPresent()) {
            return opener.apply(successor.get());
        }
        with.counters().ended.increment();
        with.negativeCache().ended(key);
        with.sessions().foundGone(unit.live(), key, tombstone);
        with.misses().ended(copies);
        if (!(copies.merged() instanceof Tombstone) || !copies.agree()) {
            with.repairs().spread(copies, tombstone);
        }
        return OpenResult.Dead.SINCE_LONG;
    }

    /**
     * Where the session went if it only got an id under another key: browsers that do not know of that yet are to find
     * it. Empty if it was given another id by anybody else, as at a login.
     */
    private Optional<SessionId> successor(Tombstone tombstone) {
        boolean isRenewal = !tombstone.isEnd() && tombstone.successors().size() == 1;
        return isRenewal ? with.keys().successorAt(id, tombstone.successors().first()) : Optional.empty();
    }

    private OpenResult foundInDoubt(Copies copies, Live live, Doubt doubt) {
        return with.archiving()
                .find(key, live, deadline)
                .match(
                        row -> foundInBoth(copies, live, row),
                        () -> found(copies, live),
                        () -> doubt == Doubt.GRAVE ? unknown(copies) : found(copies, live));
    }

    private OpenResult foundInBoth(Copies copies, Live live, Finding.Row row) {
        SessionRecord whole = SessionMerge.mergeBelieved(live, row.record(), now);
        if (!(whole instanceof Live both)) {
            return dead(copies, (Tombstone) whole);
        }
        OpenResult result = found(copies, both);
        if (result instanceof OpenResult.Found && !both.equals(live)) {
            with.repairs().repair(copies, both);
        }
        return result;
    }

    private OpenResult found(Copies copies, Live live) {
        observe(live);
        int idleTimeout = live.idleTimeout().seconds();
        int idle = idleSeconds(copies, live);
        if (with.context().timeToLive().isExpired(idleTimeout, idle)) {
            return timedOut(copies, live, idle);
        }
        if (!copies.agree()) {
            with.misses().copies(copies, live, before);
        }
        if (isUse()) {
            with.recent().used(copies, idleTimeout);
        } else {
            with.recent().seen(copies);
        }
        correctTimeToLive(copies, with.context().timeToLive().ttlSeconds(idleTimeout));
        with.archiving().seen(key, live, isUse(), isUse() ? 0 : idle);
        return opened(copies, live, idle);
    }

    /** By the nodes' word, which nobody vouches for: it cannot make a session older than its seal is. */
    private int idleSeconds(Copies copies, Live live) {
        int idleTimeout = live.idleTimeout().seconds();
        int idle = with.context()
                .timeToLive()
                .idleSeconds(idleTimeout, copies.ttlSeconds().orElse(0));
        return with.context().timeToLive().isSurelyInTime(live, now) && idleTimeout > 0
                ? Math.min(idle, idleTimeout)
                : idle;
    }

    /** If an owner has not said when it was last touched, that one may know of a use that the others missed. */
    private OpenResult timedOut(Copies copies, Live live, int idleSeconds) {
        if (!copies.areOwnersHeard()) {
            return absentIf(copies.areAll(), copies);
        }
        with.counters().ended.increment();
        with.misses().timedOut(copies);
        boolean mine = with.context()
                .tombstones()
                .write(
                        copies,
                        Tombstone.ofEnd(with.stamps().next()),
                        live.idleTimeout().seconds(),
                        deadline)
                .replaced();
        with.negativeCache().ended(key);
        OpenSession last = session(copies, live, idleSeconds);
        with.sessions().ended(last.live());
        return mine ? new OpenResult.Dead(Optional.of(last)) : OpenResult.Dead.SINCE_LONG;
    }

    /**
     * The session is in the archive only, as far as can be told: it is put where it belongs on the nodes, by
     * {@code add}. If no node can be reached it is served from the archive as it is.
     */
    private OpenResult restored(Copies copies, Live live, int leftSeconds) {
        observe(live);
        int idleTimeout = live.idleTimeout().seconds();
        int idle = Math.max(0, TimeToLive.unusedSeconds(idleTimeout) - leftSeconds);
        CopyWriter writer = with.context().writer();
        SaveOutcome outcome = isUse()
                ? writer.save(copies, live, Set.of(), deadline)
                : writer.repair(copies, live, with.context().timeToLive().ttlOf(leftSeconds), deadline);
        return outcome.match(
                stored -> {
                    with.recent().used(copies, idleTimeout);
                    with.archiving().restored();
                    return opened(copies, stored.record(), idle);
                },
                ended -> dead(copies, ended.tombstone()),
                () -> unknown(copies),
                () -> {
                    if (isUse()) {
                        with.archiving().used(key, live, leftSeconds);
                    }
                    return opened(copies, live, idle);
                });
    }

    private OpenResult opened(Copies copies, Live live, int idleSeconds) {
        with.counters().opened.increment();
        return new OpenResult.Found(session(copies, live, idleSeconds));
    }

    private OpenSession session(Copies copies, Live live, int idleSeconds) {
        table.opened(new Base(live, copies.apart()), noted);
        unit.live()
                .opened(with.nanos().getAsLong(), key, id, with.time().instant().minusSeconds(idleSeconds));
        return unit;
    }

    private void observe(Live live) {
        live.attributes().values().forEach(value -> with.stamps().observe(value.stamp()));
        with.stamps().observe(live.idleTimeout().stamp());
    }

    /**
     * A session with an idle timeout of its own was touched with the usual one, for its own was not known yet. Asking
     * first and touching afterwards would cost every request of every session a second round trip.
     */
    private void correctTimeToLive(Copies copies, int wanted) {
        if (isUse() && ttlSeconds.getAsInt() != wanted) {
            Cluster cluster = with.context().cluster();
            copies.holders().forEach(node -> cluster.tell(node, new Get(key, false, wanted)));
        }
    }
}
