package io.holdfast.store;

import io.holdfast.SessionStore;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often something was not found, by cause. Thread-safe. */
final class MissCounters {

    /** Why something was not found; see {@link SessionStore.Misses}. */
    enum Cause {
        NEVER_EXISTED,
        EXPIRED,
        ENDED,
        RESTARTED,
        EVICTED,
        UNREADABLE
    }

    private final Map<Cause, LongAdder> counts = Arrays.stream(Cause.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), cause -> new LongAdder()));

    void count(Cause cause) {
        adder(cause).increment();
    }

    SessionStore.Misses counted() {
        return new CountedStatistics.CountedMisses(
                adder(Cause.NEVER_EXISTED).sum(),
                adder(Cause.EXPIRED).sum(),
                adder(Cause.ENDED).sum(),
                adder(Cause.RESTARTED).sum(),
                adder(Cause.EVICTED).sum(),
                adder(Cause.UNREADABLE).sum());
    }

    private LongAdder adder(Cause cause) {
        return Objects.requireNonNull(counts.get(cause));
    }
}
