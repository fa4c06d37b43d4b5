package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;

/**
 * What came of so many connections.
 *
 * @param result the median of the rounds
 */
record OverloadRow(Make make, Variant variant, Scenario scenario, int connections, Result result) {

    double get(Figure figure) {
        return result.get(figure).orElse(0);
    }

    /** That the store was sent for one request. */
    double commands() {
        return get(Figure.READS) + get(Figure.WRITES) + get(Figure.OTHER_COMMANDS);
    }

    boolean isComparedWith(OverloadRow other) {
        return make == other.make && variant.equals(other.variant) && scenario.equals(other.scenario);
    }
}
