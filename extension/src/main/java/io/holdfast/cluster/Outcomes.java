package io.holdfast.cluster;

/**
 * How the last ten attempts on a node ended. Immutable.
 *
 * @param failures a bit for each attempt that got no answer, the latest lowest
 * @param late a bit for each that was answered much later than by other nodes
 */
record Outcomes(int failures, int late) {

    private static final int LAST_TEN = (1 << 10) - 1;

    static final Outcomes GOOD = new Outcomes(0, 0);

    Outcomes good() {
        return equals(GOOD) ? this : and(0, 0);
    }

    Outcomes failed() {
        return and(1, 0);
    }

    Outcomes answeredLate() {
        return and(0, 1);
    }

    private Outcomes and(int failure, int lateness) {
        return new Outcomes((failures << 1 | failure) & LAST_TEN, (late << 1 | lateness) & LAST_TEN);
    }

    int countFailures() {
        return Integer.bitCount(failures);
    }

    int countLate() {
        return Integer.bitCount(late);
    }
}
