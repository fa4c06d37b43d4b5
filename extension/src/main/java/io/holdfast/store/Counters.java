package io.holdfast.store;

import io.holdfast.SessionStore;
import java.util.concurrent.atomic.LongAdder;

/** What this process has counted. Thread-safe. */
final class Counters {

    final LongAdder created = new LongAdder();
    final LongAdder opened = new LongAdder();
    final LongAdder absent = new LongAdder();
    final LongAdder strangers = new LongAdder();
    final LongAdder renewed = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder saved = new LongAdder();
    final LongAdder degraded = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder conflicts = new LongAdder();
    final LongAdder repaired = new LongAdder();
    final LongAdder restored = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final MissCounters missedSessions = new MissCounters();
    final MissCounters missedCopies = new MissCounters();

    SessionStore.Statistics statistics(long droppedEvents) {
        return new CountedStatistics(
                created.sum(),
                opened.sum(),
                strangers.sum(),
                absent.sum(),
                ended.sum(),
                unknown.sum(),
                saved.sum(),
                degraded.sum(),
                failed.sum(),
                conflicts.sum(),
                repaired.sum(),
                renewed.sum(),
                restored.sum(),
                unreadable.sum(),
                droppedEvents,
                missedSessions.counted(),
                missedCopies.counted());
    }
}
