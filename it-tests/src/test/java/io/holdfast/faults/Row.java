package io.holdfast.faults;

import java.util.List;

/**
 * What a fault has cost.
 *
 * @param lost users who lost their session
 * @param lostForNothing losses that this fault does not excuse
 * @param notLoggedIn users whose login failed at least once
 * @param loginsFailedAfter logins that failed when the fault was over
 * @param older answers with an older state
 * @param mostMissing the most changes that any user was set back by
 * @param errors answers that were wrong in any other way, or missing, or a 503 that this fault does not excuse
 * @param refused answers with a 503 that it does
 * @param slowest milliseconds from when a request was due until it was answered
 * @param throughput right answers a second during the fault, as a share of those before
 * @param normalAfter seconds until all was normal; infinite if it never was
 */
record Row(
        Fault fault,
        int lost,
        int lostForNothing,
        int notLoggedIn,
        long loginsFailedAfter,
        long older,
        int changesLost,
        int mostMissing,
        long wrongUser,
        long errors,
        long refused,
        long slowestBefore,
        long slowest,
        double throughput,
        double normalAfter,
        List<String> remarks) {

    /** The bounds that do not hold. */
    List<String> missed() {
        return fault.bounds().stream()
                .filter(bound -> !bound.holds().test(this))
                .map(Fault.Bound::name)
                .toList();
    }
}
