package io.holdfast.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Half of what a server answers.
 *
 * @param full requests in a second, if each connection asks at once again
 * @param pause of each connection between an answer and the next request, in milliseconds
 */
record HalfLoad(double full, double pause) {

    private static final Duration FULL = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    /** Measures the full load, then tries a pause to see how long answers take beside it. */
    static HalfLoad find(Subject subject, Scenario scenario, int connections) throws IOException, InterruptedException {
        double full = subject.checkedLoad(scenario, FULL).perSecond();
        double attempt = pause(connections, full, millis(connections, full));
        double reached = subject.checkedLoad(scenario, ATTEMPT, attempt).perSecond();
        return new HalfLoad(full, pause(connections, full, millis(connections, reached) - attempt));
    }

    /** The pause with which so many connections ask half of the full load, if an answer takes so many milliseconds. */
    static double pause(int connections, double full, double answer) {
        return Math.max(0, 2 * millis(connections, full) - answer);
    }

    /** From one request of a connection to its next. */
    private static double millis(int connections, double perSecond) {
        return 1000 * connections / perSecond;
    }
}
