package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.util.OptionalLong;

/**
 * What requests cost when there is more of something.
 *
 * @param of what there is more of
 * @param count how much of it there was
 * @param result the median of the rounds
 * @param heap what objects took in the server after a collection, in bytes; empty if nobody looked
 * @param items that lay on the nodes, with two copies of each session; empty if nobody looked
 */
record ScaleRow(
        Make make, Dimension of, int count, Scenario scenario, Result result, OptionalLong heap, OptionalLong items) {

    /** What there may be more of. */
    enum Dimension {
        NODES("nodes"),
        CONNECTIONS("connections"),
        IDLE("idle sessions");

        private final String title;

        Dimension(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    double get(Figure figure) {
        return result.get(figure).orElse(0);
    }

    boolean isComparedWith(ScaleRow other) {
        return make == other.make && of == other.of && scenario.equals(other.scenario);
    }
}
