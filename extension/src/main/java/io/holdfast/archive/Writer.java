package io.holdfast.archive;

import io.holdfast.bounded.WarnOnce;
import io.holdfast.session.SessionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Writes what is due, as one task at a time. */
final class Writer {

    static final int MOST_ROWS = 100;

    private static final int MOST_REPORTS = 100; // more than there are kinds

    /** As many failures in a row mean that it is not the rows but the database. */
    private static final int MOST_FAILURES = 3;

    private static final System.Logger LOG = System.getLogger(LoggerNames.WRITE_BEHIND);
    private static final BackOff BACK_OFF_OF_BAD_ROWS = new BackOff(Duration.ofMillis(100), Duration.ofMinutes(1));

    private final SessionTable table;
    private final ArchiveQueue queue;
    private final NodeUpdates nodeUpdates;
    private final RowLoader rowLoader;
    private final DatabaseHealth databaseHealth;
    private final ArchiveCounters counters;
    private final MonotonicClock clock;
    private final RetryClock retries;
    private final WarnOnce reported = new WarnOnce(MOST_REPORTS);
    private long batches; // written, ever
    private @Nullable Throwable fault; // the last one

    Writer(
            SessionTable table,
            ArchiveQueue queue,
            NodeUpdates nodeUpdates,
            RowLoader rowLoader,
            DatabaseHealth databaseHealth,
            ArchiveCounters counters,
            RetryClock retries) {
        this.table = table;
        this.queue = queue;
        this.nodeUpdates = nodeUpdates;
        this.rowLoader = rowLoader;
        this.databaseHealth = databaseHealth;
        this.counters = counters;
        this.retries = retries;
        this.clock = retries.clock();
    }

    long nextDue() {
        return Math.max(queue.nextDue(), databaseHealth.nextWrite());
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
        return clock.now() >= databaseHealth.nextWrite();
    }

    private boolean writeBatch() {
        List<PendingWrite> batch = mayTry() ? queue.take(databaseHealth.refusesWrites() ? 1 : MOST_ROWS) : List.of();
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
        List<PendingWrite> one = mayTry() ? queue.takeSuspect() : List.of();
        if (one.isEmpty()) {
            return false;
        }
        if (!isWritten(one)) {
            failed(one, !isRowsOwnFault() && one.get(0).failedAt >= batches);
        }
        return true;
    }

    private void writeOneByOne(List<PendingWrite> batch) {
        List<PendingWrite> failed = new ArrayList<>();
        Throwable why = null;
        int inARow = 0;
        for (PendingWrite each : batch) {
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

    private boolean isWritten(List<PendingWrite> batch) {
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
        batch.forEach(each -> complete(each, rows.get(each.key)));
        return true;
    }

    /** A record that does not fit: to find that out the database had to answer. */
    private boolean isRowsOwnFault() {
        return fault instanceof RecordRefusedException;
    }

    private void noteAnswer() {
        if (databaseHealth.wrote()) {
            queue.makeSuspectsDueNow();
        }
    }

    private SessionTable.Entry entry(PendingWrite pending) {
        SessionRecord record = pending.record();
        if (record == null) {
            throw new IllegalStateException("what was spilled is not due to be written");
        }
        return new SessionTable.Entry(pending.key, record, ttlSeconds(pending));
    }

    private int ttlSeconds(PendingWrite pending) {
        return Math.max(1, clock.secondsUntil(pending.ends));
    }

    private void complete(PendingWrite pending, @Nullable SessionRecord row) {
        if (row == null) {
            counters.unreadable.increment(); // the table has told of it
            queue.drop(pending);
            return;
        }
        counters.written.increment();
        rowLoader.noteWritten(pending.key, new TimedRecord(row, ttlSeconds(pending)));
        nodeUpdates.add(pending.key, row); // before it leaves the queue, so that it is always to be found
        SessionRecord told = queue.written(pending, row);
        if (told != row) {
            nodeUpdates.add(pending.key, told);
        }
    }

    /** Of records that are too large one of about each size: a class of them begins with each power of two. */
    private Object kindOfFault() {
        return fault instanceof RecordRefusedException refused
                ? Integer.numberOfLeadingZeros(refused.bytes())
                : "not for its size";
    }

    private void reportBad(String cause) {
        if (reported.isNew(kindOfFault())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A session could not be archived, while others could; it is tried again. Further ones like it are"
                            + " counted, not logged: {0}",
                    cause);
        }
    }

    /** @param isAway whether that says something about the database, and not only about these rows */
    private void failed(List<PendingWrite> rows, boolean isAway) {
        List<String> keys = rows.stream().map(each -> each.key).toList();
        String cause = fault == null ? "" : ErrorTexts.describe(fault, keys);
        if (isAway) {
            databaseHealth.writeFailed(cause);
        } else {
            reportBad(cause);
        }
        for (PendingWrite row : rows) {
            row.failures++;
            row.failedAt = isAway ? batches : batches - 1;
            row.due = retries.next(isAway ? BackOff.OF_DATABASE : BACK_OFF_OF_BAD_ROWS, row.failures);
            queue.putBack(row);
        }
        if (isAway) {
            queue.failWaiters();
        }
    }
}
