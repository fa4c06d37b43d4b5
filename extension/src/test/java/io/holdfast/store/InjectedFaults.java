package io.holdfast.store;

import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The faults of a schedule: begins them, ends them, remembers when the last one was over. */
final class InjectedFaults {

    /** Until then messages of a slow link may still be under way. */
    private static final long AFTERMATH_NANOS = Duration.ofMillis(150).toNanos();

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private record InjectedFault(Fault fault, SimulatedLink link) {}

    private final ManualClock clock;
    private final SplittableRandom random;
    private final Trace trace;
    private final List<InjectedFault> underWay = new ArrayList<>();
    private long lastEnded;
    private int ever;

    InjectedFaults(ManualClock clock, SplittableRandom random, Trace trace) {
        this.clock = clock;
        this.random = random;
        this.trace = trace;
    }

    /** Lets something happen to {@code link} or the node behind it. */
    void begin(SimulatedLink link, Guarantees session) {
        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        trace.note("%s begins: %s", fault, link);
        fault.begin(link, session.key);
        if (fault.lasts()) {
            underWay.add(new InjectedFault(fault, link));
        }
        happened();
    }

    /** Something happened that counts as a fault. */
    void happened() {
        ever++;
        lastEnded = clock.nanos();
    }

    void endOne() {
        InjectedFault injected = underWay.remove(random.nextInt(underWay.size()));
        trace.note("%s ends: %s", injected.fault, injected.link);
        injected.fault.end(injected.link);
        lastEnded = clock.nanos();
    }

    boolean areUnderWay() {
        return !underWay.isEmpty();
    }

    /** Whether none is under way and nothing that was under way with the last is. */
    boolean areOver() {
        return underWay.isEmpty() && (ever == 0 || clock.nanos() > lastEnded + AFTERMATH_NANOS);
    }

    /** Whether what began at that moment knows nothing of the last one. */
    boolean wereOverAt(long nanos) {
        return ever == 0 || nanos > lastEnded;
    }

    int ever() {
        return ever;
    }
}
