package io.holdfast.store;

import io.holdfast.SessionStore;

/** What was counted up to one moment. */
record CountedStatistics(
        long created,
        long opened,
        long strangers,
        long absent,
        long ended,
        long unknown,
        long saved,
        long degraded,
        long failed,
        long conflicts,
        long repaired,
        long renewed,
        long restored,
        long unreadable,
        long droppedEvents,
        SessionStore.Misses missedSessions,
        SessionStore.Misses missedCopies)
        implements SessionStore.Statistics {

    /** Of one kind of miss. */
    record CountedMisses(long neverExisted, long expired, long ended, long restarted, long evicted, long unreadable)
            implements SessionStore.Misses {}
}
