package io.holdfast.cost;

import io.holdfast.it.harness.server.Make;
import java.util.List;

/** What a scenario cost with one variant. */
record Row(Make make, Scenario scenario, Variant variant, List<Result> rounds) {

    Result median() {
        return Result.median(rounds);
    }
}
