package io.holdfast.archive;

import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What of one session waits to be written, or is being written. Guarded by its {@link ArchiveQueue}. */
final class PendingWrite {

    final String key;
    final long number; // the order of arrival
    private @Nullable SessionRecord record; // null if it has to be read on the nodes
    private long bytes;
    private @Nullable List<CompletableFuture<Optional<SessionRecord>>> waiters; // most have none
    long due;
    long ends; // when the session is over, unless it is used again
    int failures; // of this row, while others may have succeeded
    long failedAt; // how many batches had been written then
    int misses; // how often the nodes did not give the record
    boolean isReloaded; // from the nodes, whatever the budget

    PendingWrite(String key, long number, long due) {
        this.key = key;
        this.number = number;
        this.due = due;
    }

    @Nullable
    SessionRecord record() {
        return record;
    }

    void hold(@Nullable SessionRecord all) {
        record = all;
        bytes = Records.bytes(all);
    }

    long bytes() {
        return bytes;
    }

    /** Whether it can be read again: an end would be lost with the nodes. */
    boolean canSpill() {
        return record instanceof Live && waiters == null;
    }

    /** One whose row failed before is not waited for: it has its own time. */
    void addWaiter(CompletableFuture<Optional<SessionRecord>> waiter) {
        if (failures > 0) {
            waiter.complete(Optional.empty());
            return;
        }
        if (waiters == null) {
            waiters = new ArrayList<>(1);
        }
        waiters.add(waiter);
    }

    /** @param row null if it was not written */
    void completeWaiters(@Nullable SessionRecord row) {
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.complete(Optional.ofNullable(row)));
            waiters = null;
        }
    }
}
