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
 * <p>Sessions of which there is no trace wait in a queue of their own, behind the others: ids whose time is over are
 * genuine, and whoever has harvested many of them is not to keep the database from those who are logged in.
 */
final class Reads {

    static final int MOST_AT_ONCE = 8;
    static final int MOST_WAITING = 64;

    /** Of those of which there is no trace, a quarter of what all threads of the archive borrow. */
    static final int MOST_UNHEARD_OF = 2;

    private final SessionTable table;
    private final Database database;
    private final ArchiveCounters counters;
    private final ArchiveTools tools;
    private final Map<String, Flight> flights = new HashMap<>(); // guarded by this, as all below
    private final Queue<Flight> waiting = new ArrayDeque<>();
    private final Queue<Flight> unheardOf = new ArrayDeque<>(); // they wait too
    private int underWay;
    private int unheardOfUnderWay;
    private boolean isStarted;

    Reads(SessionTable table, Database database, ArchiveCounters counters, ArchiveTools tools) {
        this.table = table;
        this.database = database;
        this.counters = counters;
        this.tools = tools;
    }

    /** What the database said. */
    sealed interface Answer {
        /** @param known null where there is no row */
        record Found(@Nullable Known known) implements Answer {}

        /** Nothing that could be read. */
        record Failed() implements Answer {}
    }

    /** One SELECT, and whoever waits for it. */
    private static final class Flight {
        final String key;
        final CompletableFuture<Answer> end = new CompletableFuture<>();

        /** What was written while it was under way: the SELECT may have been too early for that. */
        @Nullable
        Known learned;

        boolean isUnheardOf; // while it is under way

        Flight(String key) {
            this.key = key;
        }
    }

    synchronized void start() {
        isStarted = true;
    }

    synchronized void stop() {
        isStarted = false;
    }

    /** Does not wait; complete at once where the database is not asked. */
    CompletableFuture<Answer> ask(String key, Trace trace) {
        Flight mine;
        synchronized (this) {
            Flight known = flights.get(key);
            if (known != null && (trace == Trace.NONE || !unheardOf.remove(known))) {
                return known.end;
            }
            if (known == null && (!isStarted || !hasRoom(trace) || database.refusesReads())) {
                return CompletableFuture.completedFuture(new Answer.Failed());
            }
            mine = known == null ? new Flight(key) : known;
            flights.put(key, mine);
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

    private void refuse(Flight flight) {
        synchronized (this) {
            underWay--;
            waiting.remove(flight);
            unheardOf.remove(flight);
            flights.remove(flight.key, flight);
        }
        counters.refusedReads.increment();
        flight.end.complete(new Answer.Failed());
    }

    private void work() {
        for (Flight next = next(); next != null; next = next()) {
            Answer answer = new Answer.Failed();
            try {
                answer = read(next);
            } finally {
                land(next, answer);
            }
        }
    }

    private synchronized @Nullable Flight next() {
        Flight next = waiting.poll();
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

    private Answer read(Flight flight) {
        if (database.refusesReads()) { // since it was asked for
            return new Answer.Failed();
        }
        counters.reads.increment();
        SessionTable.Row row;
        try {
            row = table.find(List.of(flight.key)).get(flight.key);
        } catch (RuntimeException | Error e) {
            counters.failedReads.increment();
            database.readFailed(Faults.describe(e, List.of(flight.key)));
            return new Answer.Failed();
        }
        if (!database.hasRead()) {
            return new Answer.Failed();
        }
        if (row == null) {
            return new Answer.Found(null);
        }
        return row.record()
                .<Answer>map(record -> new Answer.Found(
                        new Known(Contents.archived(record, tools.time().instant()), row.ttlSeconds())))
                .orElseGet(this::unreadable);
    }

    private Answer unreadable() {
        counters.unreadable.increment();
        return new Answer.Failed();
    }

    private void land(Flight flight, Answer answer) {
        Answer all = answer;
        synchronized (this) {
            flights.remove(flight.key, flight);
            unheardOfUnderWay -= flight.isUnheardOf ? 1 : 0;
            if (answer instanceof Answer.Found found && flight.learned != null) {
                all = new Answer.Found(Known.merge(found.known(), flight.learned));
            }
        }
        flight.end.complete(all);
    }

    /** A row was written, which a SELECT under way may not have seen. To be called before anybody is told. */
    synchronized void learn(String key, Known row) {
        Flight flight = flights.get(key);
        if (flight != null) {
            flight.learned = Known.merge(flight.learned, row);
        }
    }
}
