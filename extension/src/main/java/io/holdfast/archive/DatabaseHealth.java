package io.holdfast.archive;

import io.holdfast.archive.ArchiveStatus.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database does what it is asked, and when it is asked again if it does not. Thread-safe.
 *
 * <p>Writing and reading are told apart: a database whose disk is full can still be read, and that it can be read says
 * nothing about writing. When writing fails, {@link DatabaseProbe} tries whether reading goes; only that ends an outage
 * of reading. Searches are made again a while later: first every server is to have written what it kept meanwhile,
 * which may be the end of a session whose row is alive.
 */
final class DatabaseHealth {

    private static final System.Logger LOG = System.getLogger(LoggerNames.WRITE_BEHIND);

    /** How long after an outage nothing is read: longer than any server waits between two attempts to write. */
    static final Duration SETTLING = Duration.ofSeconds(3);

    /** A database that nobody asked for so long is asked. */
    static final Duration UNASKED = Duration.ofSeconds(1);

    private static final String IT_SETTLES = "it is back; nothing is read until all servers had time to write";

    private final MonotonicClock clock;
    private final RetryState writing; // guarded by this
    private final RetryState reading; // guarded by this
    private long settled; // when the last outage is over and done with; guarded by this
    private long heard; // when it last said something, or failed to; guarded by this
    private boolean isSignSeen = true; // that it is back; guarded by this
    private State state = State.STARTING; // guarded by this
    private Instant since; // guarded by this

    DatabaseHealth(RetryClock retries) {
        this.clock = retries.clock();
        this.writing = new RetryState(retries);
        this.reading = new RetryState(retries);
        this.since = clock.instant();
    }

    /**
     * @param cause null if nothing is known against it
     * @param summary the cause without what the driver said of it; null if there is none
     */
    record Condition(
            State state,
            Instant since,
            @Nullable String cause,
            @Nullable String summary) {}

    synchronized Condition condition() {
        return new Condition(state, since, cause(), summary());
    }

    private @Nullable String summary() {
        if (!writing.isOver()) {
            return reading.isCertain() ? "it can neither be read nor written" : "it cannot be written";
        }
        return reading.isOver() ? cause() : "it cannot be read";
    }

    private @Nullable String cause() {
        if (!writing.isOver()) {
            return writing.cause();
        }
        return reading.isOver() && isSettling() ? IT_SETTLES : reading.cause();
    }

    private boolean isSettling() {
        return clock.now() < settled;
    }

    synchronized void start() {
        heard = clock.now();
        if (cause() == null) {
            turn(State.UP);
        }
    }

    /** Whether writing failed last time, or would: what is written is read first. */
    synchronized boolean refusesWrites() {
        return !writing.isOver() || reading.isCertain();
    }

    /** When writing may be tried. */
    synchronized long nextWrite() {
        return writing.nextTry();
    }

    /** Whether nothing is written now because it failed. */
    synchronized boolean isPutOff() {
        return writing.nextTry() > clock.now();
    }

    synchronized void tryNow() {
        writing.tryNow();
    }

    /** Whether this is the first sign that an outage is over. */
    synchronized boolean wrote() {
        heard = clock.now();
        boolean isEnd = !writing.isOver();
        if (isEnd || clock.now() >= reading.nextTry()) {
            writing.end();
            endReading();
            judge();
        }
        return isEnd && isFirstSign();
    }

    private boolean isFirstSign() {
        boolean isFirst = !isSignSeen;
        isSignSeen = true;
        return isFirst;
    }

    synchronized void writeFailed(String cause) {
        noteFailure();
        if (writing.isOver()) {
            reading.doubt(cause);
        }
        writing.failed(cause);
        judge();
    }

    private void noteFailure() {
        heard = clock.now();
        isSignSeen = false;
    }

    /** Whether what it holds does not count: it fails, or has failed a moment ago. */
    synchronized boolean refusesReads() {
        return !reading.isOver() || isSettling();
    }

    /** Whether what was just read counts: while the database goes and comes back others have not written all yet. */
    synchronized boolean hasRead() {
        boolean counts = !refusesReads();
        heard = counts ? clock.now() : heard;
        return counts;
    }

    /** It can be read. Whether this is the first sign that an outage is over; writing is tried at once then. */
    synchronized boolean answered() {
        heard = clock.now();
        boolean isEnd = !reading.isOver();
        endReading();
        judge();
        if (isEnd) {
            writing.tryNow();
        }
        return isEnd && isFirstSign();
    }

    private void endReading() {
        if (!reading.isOver()) {
            reading.end();
            settled = clock.now() + SETTLING.toNanos();
        }
    }

    synchronized void readFailed(String cause) {
        noteFailure();
        reading.failed(cause);
        judge();
    }

    /** When to ask it whether it is there. */
    synchronized long nextProbe() {
        if (!reading.isOver()) {
            return reading.nextTry();
        }
        long unasked = heard + UNASKED.toNanos();
        return isSettling() ? Math.min(settled, unasked) : unasked;
    }

    private void judge() {
        State now = cause() == null ? State.UP : State.DOWN;
        if (now == state) {
            return;
        }
        turn(now);
        if (now == State.UP) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The archive's database is reachable again; what waited is being written");
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The archive''s database is unreachable; sessions go on with the nodes alone, and what is to be archived"
                            + " waits in memory: {0}",
                    String.valueOf(cause()));
        }
    }

    private void turn(State to) {
        state = to;
        since = clock.instant();
    }
}
