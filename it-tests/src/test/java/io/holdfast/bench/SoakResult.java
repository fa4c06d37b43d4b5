package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.util.List;

/**
 * What came of a server at half load.
 *
 * @param lost changes that were acknowledged and are not in the sessions
 * @param downs how often a node that was well was taken for down
 */
record SoakResult(
        Make make,
        Variant variant,
        HalfLoad half,
        Load load,
        long lost,
        long downs,
        List<Outage> outages,
        List<Course> courses) {

    /** Of the full load. */
    double share() {
        return load.perSecond() / half.full();
    }

    /** Whether nothing happened to sessions nor to nodes that were well, all came back, and nothing grew. */
    boolean isWell() {
        return load.errors() == 0
                && load.older() == 0
                && load.wrong() == 0
                && lost <= 0
                && downs == 0
                && outages.stream().allMatch(outage -> outage.upAfter().isPresent())
                && courses.stream().allMatch(Course::isFlat);
    }
}
