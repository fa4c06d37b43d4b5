package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a scenario cost with one variant. */
record Row(Make make, Scenario scenario, Variant variant, List<Result> rounds) {

    /** What {@link #names} are. */
    static final List<String> HEADINGS = List.of("server", "page", "session", "variant");

    Result median() {
        return Result.median(rounds);
    }

    String server() {
        return make.name().toLowerCase(Locale.ROOT);
    }

    /** Its first cells in a table, to be added to. */
    List<String> names() {
        return new ArrayList<>(List.of(server(), "" + scenario.page(), scenario.size(), variant.name()));
    }

    boolean isComparedWith(Row other) {
        return make == other.make && scenario.equals(other.scenario);
    }
}
