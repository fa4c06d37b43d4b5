package io.holdfast.faults;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is to be learnt from all answers of one run; times in nanoseconds of this process.
 *
 * @param calm since when all was to be well
 * @param start of the fault
 * @param end of the fault
 * @param over when it was no longer watched
 */
record AnswerLog(Collection<Answer> answers, long calm, long start, long end, long over) {

    private static final long WINDOW = 250_000_000;
    private static final long LEAST_LIMIT = 100_000_000;

    long count(Predicate<Answer> wanted) {
        return answers.stream()
                .filter(answer -> answer.due() >= calm)
                .filter(wanted)
                .count();
    }

    int users(Outcome outcome) {
        return (int) answers.stream()
                .filter(answer -> answer.due() >= calm && answer.outcome() == outcome)
                .map(Answer::user)
                .distinct()
                .count();
    }

    /** Milliseconds of the slowest request that was due in that time. */
    long slowest(long from, long to) {
        return due(from, to).mapToLong(Answer::nanos).max().orElse(0) / 1_000_000;
    }

    private Stream<Answer> due(long from, long to) {
        return answers.stream().filter(answer -> answer.due() >= from && answer.due() < to);
    }

    /** Right answers a second in the fault, as a share of those before. */
    double throughput(boolean lasts) {
        return rate(start, lasts ? over : end) / rate(calm, start);
    }

    private double rate(long from, long to) {
        return answers.stream()
                        .filter(answer -> answer.outcome() == Outcome.RIGHT)
                        .filter(answer -> answer.ended() >= from && answer.ended() < to)
                        .count()
                / ((to - from) / 1e9);
    }

    /**
     * Seconds from the fault's end, or its beginning if it lasts, to the end of the last quarter of a second gone bad.
     */
    double normalAfter(boolean lasts) {
        long from = lasts ? start : end;
        long limit = limit();
        double normal = 0;
        for (long window = from; window + WINDOW <= over; window += WINDOW) {
            if (isBad(due(window, window + WINDOW).toList(), limit)) {
                normal = (window + WINDOW - from) / 1e9;
            }
        }
        return from + normal * 1e9 + WINDOW > over ? Double.POSITIVE_INFINITY : normal;
    }

    private long limit() {
        long[] calmly = due(calm, start).mapToLong(Answer::nanos).sorted().toArray();
        return Math.max(LEAST_LIMIT, calmly.length == 0 ? 0 : 2 * calmly[calmly.length * 99 / 100]);
    }

    private static boolean isBad(List<Answer> window, long limit) {
        long slow = window.stream().filter(answer -> answer.nanos() > limit).count();
        return window.stream().anyMatch(Answer::failed) || slow * 10 > window.size();
    }
}
