package io.holdfast.cluster;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether a probe's time-out says anything of the node, or only that this process stood still (local health, as
 * in Lifeguard, arXiv 1707.00788). Thread-safe.
 *
 * <p>It is the node's if another one has meanwhile answered what it was asked later, and several times: what can send
 * and read that could have read this answer too. Without that a node that hangs would never be found out by a process
 * that is stopped again and again, as by a quota. To count only the time in which the process ran was turned down: at a
 * fifth of a processor two time-outs would take more than two seconds.
 */
final class SilenceJudge {

    /** One or two may be read before the silent node's, by threads that got their turn earlier. */
    private static final int ENOUGH_ANSWERS = 8;

    private final List<NodeTraffic> traffic;
    private final PauseDetector pauseDetector;

    /** @param traffic of all nodes */
    SilenceJudge(List<NodeTraffic> traffic, PauseDetector pauseDetector) {
        this.traffic = List.copyOf(traffic);
        this.pauseDetector = pauseDetector;
    }

    /** What is asked at the end of a probe. */
    interface Watch {

        /** A probe that took twice its time-out, for whatever reason, was held up here. */
        Watch BY_TIME_ALONE = (millis, timeout) -> millis >= 2 * timeout.toMillis();

        /** Whether a time-out after so many milliseconds says nothing of the node. */
        boolean excuses(long millis, Duration timeout);
    }

    /**
     * Watches from the beginning of a probe on.
     *
     * @param probed the traffic of its node
     */
    Watch watch(NodeTraffic probed) {
        BooleanSupplier wasHeldUp = pauseDetector.watch();
        List<LongSupplier> others = traffic.stream()
                .filter(other -> other != probed)
                .map(NodeTraffic::watch)
                .toList();
        return (millis, timeout) -> {
            boolean isHeldUp = Watch.BY_TIME_ALONE.excuses(millis, timeout) || wasHeldUp.getAsBoolean();
            return isHeldUp && others.stream().noneMatch(answers -> answers.getAsLong() >= ENOUGH_ANSWERS);
        };
    }
}
