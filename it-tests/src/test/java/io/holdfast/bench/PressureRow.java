package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What came of a server under pressure.
 *
 * @param failure of one of its nodes meanwhile
 * @param free requests/s without pressure, shortly before and after; empty with a failure
 * @param lost changes that were acknowledged and are not in the sessions
 * @param downs how often a node that was well was taken for down
 * @param suspicions how often a node that was well was suspected
 * @param knownAfter milliseconds until the node that failed was taken for down; empty if it never was
 */
record PressureRow(
        Make make,
        Variant variant,
        Scenario scenario,
        Pressure pressure,
        Optional<NodeFailure> failure,
        Load load,
        OptionalDouble free,
        long lost,
        long downs,
        long suspicions,
        OptionalLong knownAfter) {

    private static final long KNOWN_WITHIN_MILLIS = 2000;

    double perSecond() {
        return load.perSecond();
    }

    /** Whether nothing happened to sessions, nor to nodes that were well. */
    boolean isWell() {
        return load.errors() == 0
                && load.older() == 0
                && load.wrong() == 0
                && lost <= 0
                && downs == 0
                && (failure.isEmpty() || knownAfter.orElse(Long.MAX_VALUE) <= KNOWN_WITHIN_MILLIS);
    }

    PressureRow comparedWith(double freePerSecond) {
        return new PressureRow(
                make,
                variant,
                scenario,
                pressure,
                failure,
                load,
                OptionalDouble.of(freePerSecond),
                lost,
                downs,
                suspicions,
                knownAfter);
    }

    /** What is left of the throughput without pressure; {@link #free} must be there. */
    double share() {
        return perSecond() / free.orElseThrow();
    }
}
