package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.Course.Mode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random courses of outages, thousands of them. {@code -Dsimulation.schedules=100000} runs as many of each mode;
 * {@code -Dsimulation.seed=} runs the courses of one seed only and prints what happened, message by message.
 */
class SimulationTest {

    private static final long SCHEDULES = Long.getLong("simulation.schedules", 1000);
    private static final Long SEED = Long.getLong("simulation.seed");
    /** A protocol that lacks a part is to be found out long before the ordinary schedules are through. */
    private static final long SCHEDULES_TO_FIND_A_BUG = 300;

    private static final Logger LOG = Logger.getLogger("io.holdfast");

    private static ExecutorService threads;

    @BeforeAll
    static void logNothing() {
        LOG.setLevel(Level.OFF);
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void logAgain() {
        threads.shutdownNow();
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @EnumSource
    void noCourseOfOutagesBreaksAPromise(Mode mode) {
        if (SEED != null) {
            printing(new Course(SEED, mode, Sabotage.NONE));
            return;
        }
        long events = 0;
        long faults = 0;
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            Simulation simulation = new Simulation(new Course(seed, mode, Sabotage.NONE), false, threads);
            try {
                simulation.run();
            } catch (Violation e) {
                throw new Violation(
                        mode + ", to be seen again with -Dsimulation.seed=" + seed + ": " + e.getMessage(), e);
            }
            events += simulation.events();
            faults += simulation.faults();
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d schedules with %d requests and other events, %d faults%n",
                mode,
                SCHEDULES,
                events,
                faults);
    }

    @Test
    void theSimulationFindsTheBugWhenThereAreNoTombstones() {
        assertThat(seedThatShows("a session that had ended is back", Sabotage.NO_TOMBSTONES))
                .isPresent();
    }

    @Test
    void theSimulationFindsTheBugWhenWritesAreNotConditional() {
        assertThat(seedThatShows("no node holds any more what was acknowledged", Sabotage.NO_CAS))
                .isPresent();
    }

    @Test
    void theSimulationFindsTheBugWhenOnlyTheFirstCopyIsRead() {
        assertThat(seedThatShows("changes that were acknowledged or seen are gone", Sabotage.NO_SECOND_READ))
                .isPresent();
    }

    @Test
    void aSeedGivesTheSameCourseEveryTime() {
        for (Mode mode : Mode.values()) {
            Course course = new Course(1, mode, Sabotage.NONE);
            assertThat(traced(course)).isEqualTo(traced(course)).hasSizeGreaterThan(100);
        }
    }

    private static OptionalLong seedThatShows(String bug, Sabotage sabotage) {
        OptionalLong found = LongStream.rangeClosed(1, SCHEDULES_TO_FIND_A_BUG)
                .filter(seed ->
                        bugIn(new Course(seed, Mode.FAULTS_APART, sabotage)).startsWith(bug))
                .findFirst();
        found.ifPresent(seed -> System.out.println(sabotage + " is found out by seed " + seed));
        return found;
    }

    private static String bugIn(Course course) {
        try {
            new Simulation(course, false, threads).run();
            return "";
        } catch (Violation e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<String> traced(Course course) {
        Simulation simulation = new Simulation(course, true, threads);
        simulation.run();
        return simulation.trace();
    }

    private static void printing(Course course) {
        Simulation simulation = new Simulation(course, true, threads);
        try {
            simulation.run();
        } finally {
            simulation.trace().forEach(System.out::println);
        }
    }
}
