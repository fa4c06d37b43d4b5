package io.holdfast.bench;

import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A node fails and comes back.
 *
 * @param place of the node
 * @param begin seconds from the beginning of the load
 * @param lasting seconds until it may answer again
 * @param upAfter seconds from then on until the server says that it is up; empty if it did not
 */
record Outage(int place, NodeFailure failure, double begin, double lasting, OptionalDouble upAfter) {

    /** In seconds. */
    static final double LONGEST = 15;

    private static final double SHORTEST = 2;

    /** The next by chance, that begins then. */
    static Outage draw(SplittableRandom dice, int places, double begin) {
        NodeFailure[] failures = NodeFailure.values();
        return new Outage(
                dice.nextInt(places),
                failures[dice.nextInt(failures.length)],
                begin,
                SHORTEST + dice.nextDouble() * (LONGEST - SHORTEST),
                OptionalDouble.empty());
    }

    Outage upAfter(double seconds) {
        return new Outage(place, failure, begin, lasting, OptionalDouble.of(seconds));
    }

    double end() {
        return begin + lasting;
    }
}
