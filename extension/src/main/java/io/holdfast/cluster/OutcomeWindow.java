package io.holdfast.cluster;

/**
 * How the last ten attempts on a node ended. Immutable.
 *
 * @param failures a bit for each attempt that got no answer, the latest lowest
 * @param late a bit for each that was answered much later than by other nodes
 */
record OutcomeWindow(int failures, int late) {

    private static final int LAST_TEN = (1 << 10) - 1;

    static final OutcomeWindow GOOD = new OutcomeWindow(0, 0);

    OutcomeWindow good() {
        return equals(GOOD) ? this : and(0, 0);
    }

    OutcomeWindow failed() {
        return and(1, 0);
    }

    OutcomeWindow answeredLate() {
        return and(0, 1);
    }

    private OutcomeWindow and(int failure, int lateness) {
        return new OutcomeWindow((failures << 1 | failure) & LAST_TEN, (late << 1 | lateness) & LAST_TEN);
    }

    int countFailures() {
        return Integer.bitCount(failures);
    }

    int countLate() {
        return Integer.bitCount(late);
    }
}
