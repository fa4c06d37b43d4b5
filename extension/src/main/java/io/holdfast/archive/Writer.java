package io.holdfast.archive;

import io.holdfast.session.SessionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes what is due, as one task at a time. */
final class Writer {

    static final int MOST_ROWS = 100;

    /** As many failures in a row mean that it is not the rows but the database. */
    private static final int MOST_FAILURES = 3;

    private static final System.Logger LOG = System.getLogger(WriteBehind.class.getName());
    private static final BackOff BACK_OFF_OF_BAD_ROWS = new BackOff(Duration.ofMillis(100), Duration.ofMinutes(1));

    private final SessionTable table;
    private final ArchiveQueue queue;
    private final Tellings tellings;
    private final Reads reads;
    private final Database database;
    private final ArchiveCounters counters;
    private final Moments moments;
    private final RandomGenerator random;
    private final ReportedRows reported = new ReportedRows();
    private long batches; // written, ever
    private @Nullable Throwable fault; // the last one

    Writer(
            SessionTable table,
            ArchiveQueue queue,
            Tellings tellings,
            Reads reads,
            Database database,
            ArchiveCounters counters,
            Moments moments,
            RandomGenerator random) {
        this.table = table;
        this.queue = queue;
        this.tellings = tellings;
        this.reads = reads;
        this.database = database;
        this.counters = counters;
        this.moments = moments;
        this.random = random;
    }

    long nextDue() {
        return Math.max(queue.nextDue(), database.nextWrite());
    }

    /** A row that failed before comes after each batch, so that many of them hold up nobody. */
    void work(BooleanSupplier isStopped) {
        boolean isMore = true;
        while (isMore && !isStopped.getAsBoolean()) {
            isMore = writeBatch();
            isMore |= writeSuspect();
        }
    }

    private boolean mayTry() {
        return moments.now() >= database.nextWrite();
    }

    private boolean writeBatch() {
        List<Pending> batch = mayTry() ? queue.take(database.refusesWrites() ? 1 : MOST_ROWS) : List.of();
        if (batch.isEmpty()) {
            return false;
        }
        if (!isWritten(batch)) {
            if (batch.size() == 1) {
                failed(batch, !isRowsOwnFault());
            } else {
                writeOneByOne(batch);
            }
        }
        return true;
    }

    private boolean writeSuspect() {
        List<Pending> one = mayTry() ? queue.takeSuspect() : List.of();
        if (one.isEmpty()) {
            return false;
        }
        if (!isWritten(one)) {
            failed(one, !isRowsOwnFault() && one.get(0).failedAt >= batches);
        }
        return true;
    }

    private void writeOneByOne(List<Pending> batch) {
        List<Pending> failed = new ArrayList<>();
        Throwable why = null;
        int inARow = 0;
        for (Pending each : batch) {
            if (inARow >= MOST_FAILURES) {
                queue.putBack(each);
            } else if (isWritten(List.of(each))) {
                inARow = 0;
            } else if (isRowsOwnFault()) {
                failed(List.of(each), false);
                inARow = 0;
            } else {
                failed.add(each);
                why = fault;
                inARow++;
            }
        }
        if (!failed.isEmpty()) {
            fault = why;
            failed(failed, inARow >= MOST_FAILURES || failed.size() == batch.size());
        }
    }

    private boolean isWritten(List<Pending> batch) {
        Map<String, SessionRecord> rows;
        try {
            rows = table.merge(batch.stream().map(this::entry).toList());
        } catch (RuntimeException | Error e) { // whatever it was, nothing of what waits is given up for it
            fault = e;
            counters.failed.increment();
            if (isRowsOwnFault()) {
                noteAnswer();
            }
            return false;
        }
        batches++;
        noteAnswer();
        batch.forEach(each -> land(each, rows.get(each.key)));
        return true;
    }

    /** A record that does not fit: to find that out the database had to answer. */
    private boolean isRowsOwnFault() {
        return fault instanceof RecordRefusedException;
    }

    private void noteAnswer() {
        if (database.wrote()) {
            queue.hurrySuspects();
        }
    }

    private SessionTable.Entry entry(Pending pending) {
        SessionRecord record = pending.record();
        if (record == null) {
            throw new IllegalStateException("what was let go is not due to be written");
        }
        return new SessionTable.Entry(pending.key, record, ttlSeconds(pending));
    }

    private int ttlSeconds(Pending pending) {
        return Math.max(1, moments.secondsUntil(pending.ends));
    }

    private void land(Pending pending, @Nullable SessionRecord row) {
        if (row == null) {
            counters.unreadable.increment(); // the table has told of it
            queue.drop(pending);
            return;
        }
        counters.written.increment();
        reads.learn(pending.key, new Known(row, ttlSeconds(pending)));
        tellings.add(pending.key, row); // before it leaves the queue, so that it is always to be found
        SessionRecord told = queue.written(pending, row);
        if (told != row) {
            tellings.add(pending.key, told);
        }
    }

    private void reportBad(String cause) {
        if (fault instanceof RecordRefusedException refused ? reported.isNew(refused.bytes()) : reported.isNew()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A session could not be archived, while others could; it is tried again. Further ones like it are"
                            + " counted, not logged: {0}",
                    cause);
        }
    }

    /** @param isAway whether that says something about the database, and not only about these rows */
    private void failed(List<Pending> rows, boolean isAway) {
        List<String> keys = rows.stream().map(each -> each.key).toList();
        String cause = fault == null ? "" : Faults.describe(fault, keys);
        if (isAway) {
            database.writeFailed(cause);
        } else {
            reportBad(cause);
        }
        for (Pending row : rows) {
            row.failures++;
            row.failedAt = isAway ? batches : batches - 1;
            row.due = moments.now() + (isAway ? BackOff.OF_DATABASE : BACK_OFF_OF_BAD_ROWS).nanos(row.failures, random);
            queue.putBack(row);
        }
        if (isAway) {
            queue.disappoint();
        }
    }
}
