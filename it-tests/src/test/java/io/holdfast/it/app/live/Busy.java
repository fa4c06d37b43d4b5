package io.holdfast.it.app.live;

/** Time for others to come in between, where no lock keeps them out. */
public final class Busy {

    private static final int SPINS = 1000;

    private Busy() {}

    /** Returns soon, and not at once. */
    public static void forAMoment() {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
    }
}
