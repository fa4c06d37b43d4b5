package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A server with Holdfast for a long time at half load, with a node that fails now and then. */
record SoakProgram(Options options, Path run) {

    /** All nodes are up at some sample of each quarter. */
    private static final Duration SHORTEST = Duration.ofMinutes(2);

    /** @throws IllegalArgumentException if it is not Holdfast alone, or no session is changed */
    static void check(Options options) {
        options.ofHoldfast();
        if (options.scenarios().size() != 1 || options.scenarios().get(0).page() != Page.HIT) {
            throw new IllegalArgumentException("soak takes the page hit only, and one size");
        }
        if (options.measured().compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("soak takes --seconds=" + SHORTEST.toSeconds() + " or more");
        }
    }

    boolean measure() throws IOException, InterruptedException {
        Options own = options.ofHoldfast();
        boolean isWell = true;
        for (Make make : own.makes()) {
            SoakResult result;
            try (Subjects subjects = Subjects.start(make, own, run)) {
                result = new Soak(make, subjects.all().get(0), own).run();
            }
            isWell &= result.isWell();
            System.out.println("\n" + Subjects.machine(own) + ", seed " + own.seed() + "\n");
            System.out.println(new SoakTables(result).markdown());
            System.out.println("\nPlot: " + new SoakPlot(result).draw(run));
        }
        return isWell;
    }
}
