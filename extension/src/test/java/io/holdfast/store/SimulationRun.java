package io.holdfast.store;

/**
 * Which schedule a simulation takes: the same schedule is the same run, message by message.
 *
 * @param seed decides everything that is left open
 */
record SimulationRun(long seed, Mode mode, Sabotage sabotage) {

    /** How faults may come. */
    enum Mode {
        /** None but threads that die. */
        NO_FAULTS,
        /** The next one when everything is whole again after the last. */
        FAULTS_APART,
        /** At any time: much may be lost then, but nothing may be made up, and in the end all works again. */
        FAULTS_OVERLAP,
        /** One server alone, which does not die; the next fault when everything is whole again after the last. */
        ONE_SERVER
    }

    /** Whether all servers agree all the time on which nodes are well, as atomic updates need it. */
    boolean isOfOneMind() {
        return mode == Mode.NO_FAULTS;
    }

    boolean isOfOneServer() {
        return mode == Mode.ONE_SERVER;
    }

    /** Whether every promise must hold. */
    boolean isStrict() {
        return mode != Mode.FAULTS_OVERLAP;
    }
}
