package io.holdfast.archive;

import io.holdfast.store.SessionArchive.Trace;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows on threads of its own: a caller may be inside a transaction of the application. Callers that want the same
 * session share one SELECT. Thread-safe, bounded.
 *
 * <p>Sessions of which there is no trace wait in a queue of their own, behind the others. Ids whose time is over are
 * genuine, and whoever has harvested many of them is not to keep the database from those who are logged in.
 */
final class RowLoader {

    static final int MOST_AT_ONCE = 8;
    static final int MOST_WAITING = 64;

    /** Of those of which there is no trace, a quarter of what all threads of the archive borrow. */
    static final int MOST_UNHEARD_OF = 2;

    private final SessionTable table;
    private final DatabaseHealth databaseHealth;
    private final ArchiveCounters counters;
    private final ArchiveTools tools;
    private final Map<String, InFlightRead> inFlightReads = new HashMap<>(); // guarded by this, as all below
    private final Queue<InFlightRead> waiting = new ArrayDeque<>();
    private final Queue<InFlightRead> unheardOf = new ArrayDeque<>(); // they wait too
    private int underWay;
    private int unheardOfUnderWay;
    private boolean isStarted;

    RowLoader(SessionTable table, DatabaseHealth databaseHealth, ArchiveCounters counters, ArchiveTools tools) {
        this.table = table;
        this.databaseHealth = databaseHealth;
        this.counters = counters;
        this.tools = tools;
    }

    /** What the database said. */
    sealed interface Answer {
        /** @param known null if there is no row */
        record Found(@Nullable TimedRecord known) implements Answer {}

        /** Nothing that could be read. */
        record Failed() implements Answer {}
    }

    /** One SELECT, and whoever waits for it. */
    private static final class InFlightRead {
        final String key;
        final CompletableFuture<Answer> end = new CompletableFuture<>();

        /** What was written while it was under way: the SELECT may have been too early for that. */
        @Nullable
        TimedRecord written;

        boolean isUnheardOf; // while it is under way

        InFlightRead(String key) {
            this.key = key;
        }
    }

    synchronized void start() {
        isStarted = true;
    }

    synchronized void stop() {
        isStarted = false;
    }

    /** Does not wait; complete at once if the database is not asked. */
    CompletableFuture<Answer> ask(String key, Trace trace) {
        InFlightRead mine;
        synchronized (this) {
            InFlightRead known = inFlightReads.get(key);
            if (known != null && (trace == Trace.NONE || !unheardOf.remove(known))) {
                return known.end;
            }
            if (known == null && (!isStarted || !hasRoom(trace) || databaseHealth.refusesReads())) {
                return CompletableFuture.completedFuture(new Answer.Failed());
            }
            mine = known == null ? new InFlightRead(key) : known;
            inFlightReads.put(key, mine);
            (trace == Trace.NONE ? unheardOf : waiting).add(mine);
            if (underWay == MOST_AT_ONCE || (trace == Trace.NONE && unheardOfUnderWay == MOST_UNHEARD_OF)) {
                return mine.end;
            }
            underWay++;
        }
        try {
            tools.reading().execute(this::work);
        } catch (RejectedExecutionException e) {
            refuse(mine);
        }
        return mine.end;
    }

    private boolean hasRoom(Trace trace) {
        boolean hasRoom = trace == Trace.NONE
                ? unheardOfUnderWay + unheardOf.size() < MOST_UNHEARD_OF + MOST_WAITING
                : underWay < MOST_AT_ONCE || waiting.size() < MOST_WAITING;
        if (hasRoom) {
            return true;
        }
        counters.refusedReads.increment();
        return false;
    }

    private void refuse(InFlightRead read) {
        synchronized (this) {
            underWay--;
            waiting.remove(read);
            unheardOf.remove(read);
            inFlightReads.remove(read.key, read);
        }
        counters.refusedReads.increment();
        read.end.complete(new Answer.Failed());
    }

    private void work() {
        for (InFlightRead next = next(); next != null; next = next()) {
            Answer answer = new Answer.Failed();
            try {
                answer = read(next);
            } finally {
                complete(next, answer);
            }
        }
    }

    private synchronized @Nullable InFlightRead next() {
        InFlightRead next = waiting.poll();
        if (next == null && unheardOfUnderWay < MOST_UNHEARD_OF) {
            next = unheardOf.poll();
            if (next != null) {
                next.isUnheardOf = true;
                unheardOfUnderWay++;
            }
        }
        if (next == null) {
            underWay--;
        }
        return next;
    }

    private Answer read(InFlightRead read) {
        if (databaseHealth.refusesReads()) { // since it was asked for
            return new Answer.Failed();
        }
        counters.reads.increment();
        SessionTable.Row row;
        try {
            row = table.find(List.of(read.key)).get(read.key);
        } catch (RuntimeException | Error e) {
            counters.failedReads.increment();
            databaseHealth.readFailed(ErrorTexts.describe(e, List.of(read.key)));
            return new Answer.Failed();
        }
        if (!databaseHealth.hasRead()) {
            return new Answer.Failed();
        }
        if (row == null) {
            return new Answer.Found(null);
        }
        return row.record()
                .<Answer>map(record -> new Answer.Found(
                        new TimedRecord(Records.archived(record, tools.time().instant()), row.ttlSeconds())))
                .orElseGet(this::unreadable);
    }

    private Answer unreadable() {
        counters.unreadable.increment();
        return new Answer.Failed();
    }

    private void complete(InFlightRead read, Answer answer) {
        Answer all = answer;
        synchronized (this) {
            inFlightReads.remove(read.key, read);
            unheardOfUnderWay -= read.isUnheardOf ? 1 : 0;
            if (answer instanceof Answer.Found found && read.written != null) {
                all = new Answer.Found(TimedRecord.merge(found.known(), read.written));
            }
        }
        read.end.complete(all);
    }

    /** A row was written, which a SELECT under way may not have seen. To be called before anybody is told. */
    synchronized void noteWritten(String key, TimedRecord row) {
        InFlightRead read = inFlightReads.get(key);
        if (read != null) {
            read.written = TimedRecord.merge(read.written, row);
        }
    }
}
