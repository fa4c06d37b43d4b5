package io.holdfast.archive;

import java.util.concurrent.atomic.LongAdder;

/** What this process has counted; see {@link ArchiveStatus}. Thread-safe. */
final class ArchiveCounters {

    final LongAdder written = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder overflowed = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder forgotten = new LongAdder();
    final LongAdder unconfirmed = new LongAdder();
    final LongAdder reads = new LongAdder();
    final LongAdder failedReads = new LongAdder();
    final LongAdder refusedReads = new LongAdder();

    ArchiveStatus.Totals totals() {
        return new ArchiveStatus.Totals(
                written.sum(),
                failed.sum(),
                overflowed.sum(),
                unreadable.sum(),
                forgotten.sum(),
                unconfirmed.sum(),
                new ArchiveStatus.Reads(reads.sum(), failedReads.sum(), refusedReads.sum()));
    }
}
