package io.holdfast.archive;

import io.holdfast.archive.ArchiveStatus.State;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database does what it is asked, and when it is asked again where it does not. Thread-safe.
 *
 * <p>Writing and reading are told apart: a database whose disk is full can still be read, and that it can be read says
 * nothing about writing. When writing fails, one read tries whether that goes.
 */
final class Database {

    private static final System.Logger LOG = System.getLogger(WriteBehind.class.getName());

    private final Moments moments;
    private final Outage writing; // guarded by this
    private final Outage reading; // guarded by this
    private State state = State.STARTING; // guarded by this
    private Instant since; // guarded by this

    Database(Moments moments, RandomGenerator random) {
        this.moments = moments;
        this.writing = new Outage(moments, random);
        this.reading = new Outage(moments, random);
        this.since = moments.instant();
    }

    /** @param cause null where nothing is known against it */
    record Condition(State state, Instant since, @Nullable String cause) {}

    synchronized Condition condition() {
        return new Condition(state, since, cause());
    }

    private @Nullable String cause() {
        return writing.isOver() ? reading.cause() : writing.cause();
    }

    synchronized void start() {
        turn(State.UP);
    }

    /** Whether writing failed last time. */
    synchronized boolean refusesWrites() {
        return !writing.isOver();
    }

    /** When writing may be tried. */
    synchronized long nextWrite() {
        return writing.nextTry();
    }

    /** Whether nothing is written now because it failed. */
    synchronized boolean isPutOff() {
        return writing.nextTry() > moments.now();
    }

    synchronized void tryNow() {
        writing.tryNow();
    }

    /** Whether this ended an outage. */
    synchronized boolean wrote() {
        boolean isEnd = !writing.isOver();
        if (isEnd || moments.now() >= reading.nextTry()) {
            writing.end();
            reading.end();
            judge();
        }
        return isEnd;
    }

    synchronized void writeFailed(String cause) {
        if (writing.isOver()) {
            reading.doubt(cause);
        }
        writing.failed(cause);
        judge();
    }

    synchronized boolean refusesReads() {
        return !reading.isOver();
    }

    /** Whether the caller may read; during an outage that is one now and then. */
    synchronized boolean claimRead() {
        return reading.claim();
    }

    synchronized void read() {
        reading.end();
        judge();
    }

    synchronized void readFailed(String cause) {
        reading.failed(cause);
        judge();
    }

    private void judge() {
        State now = cause() == null ? State.UP : State.DOWN;
        if (now == state) {
            return;
        }
        turn(now);
        if (now == State.UP) {
            LOG.log(System.Logger.Level.INFO, "The archive's database is back; what waited is being written");
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The archive''s database is away; sessions go on with the nodes alone, and what is to be archived"
                            + " waits in memory: {0}",
                    String.valueOf(cause()));
        }
    }

    private void turn(State to) {
        state = to;
        since = moments.instant();
    }
}
