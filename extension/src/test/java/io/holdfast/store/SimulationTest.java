package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.SimulationRun.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random schedules of faults: hundreds of them as a unit test, thousands where integration tests run.
 * {@code -Dsimulation.schedules=100000} runs as many, half of them with faults apart; {@code -Dsimulation.seed=} runs
 * the schedules of one seed only and prints what happened, message by message.
 */
@Timeout(300)
class SimulationTest {

    private static final long SCHEDULES = Long.getLong("simulation.schedules", 200);
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
    void noScheduleOfFaultsBreaksAGuarantee(Mode mode) {
        LongAdder schedules = new LongAdder();
        LongAdder events = new LongAdder();
        LongAdder faults = new LongAdder();
        Optional<String> broken = seeds(mode)
                .parallel()
                .mapToObj(seed -> {
                    Simulation simulation =
                            new Simulation(new SimulationRun(seed, mode, Sabotage.NONE), false, threads);
                    String promise = brokenBy(simulation, seed);
                    schedules.increment();
                    events.add(simulation.events());
                    faults.add(simulation.faults());
                    return promise;
                })
                .filter(promise -> !promise.isEmpty())
                .findFirst();
        System.out.printf(
                Locale.ROOT,
                "%s: %d schedules with %d requests and other events, %d of them faults%n",
                mode,
                schedules.sum(),
                events.sum(),
                faults.sum());
        assertThat(broken).as("%s, to be replayed with -Dsimulation.seed", mode).isEmpty();
    }

    private static LongStream seeds(Mode mode) {
        if (SEED != null) {
            print(new SimulationRun(SEED, mode, Sabotage.NONE));
            return LongStream.of(SEED);
        }
        return LongStream.rangeClosed(1, mode == Mode.FAULTS_APART ? SCHEDULES / 2 : SCHEDULES / 4);
    }

    private static String brokenBy(Simulation simulation, long seed) {
        try {
            simulation.run();
            return "";
        } catch (Violation e) {
            return "seed " + seed + ": " + e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_TOMBSTONES        | FAULTS_APART | a session that had ended is back
            NO_CAS               | FAULTS_APART | no node holds any more what was acknowledged
            NO_SECOND_READ       | FAULTS_APART | changes that were acknowledged or seen are gone
            NOT_CONFIRMED        | NO_FAULTS    | changes that were acknowledged or seen are gone
            HANDS_FORGOTTEN      | NO_FAULTS    | what it has changed inside of the cart was never written
            HANDS_FORGOTTEN      | ONE_SERVER   | what it was shown inside of the cart was never written
            LATE_CHANGES_DROPPED | ONE_SERVER   | what a thread had changed late inside of the cart was never written
            LET_GO_IN_USE        | ONE_SERVER   | two requests of one server have not the same cart
            LET_GO_IN_USE        | ONE_SERVER   | two requests of one server counted number up
            OBJECTS_APART        | ONE_SERVER   | two requests of one server counted tally up
            """)
    void theSimulationFindsTheBugWhenARuleIsMissing(Sabotage sabotage, Mode mode, String bug) {
        assertThat(firstToShow(bug, mode, sabotage)).isPresent();
    }

    @Test
    void aSeedGivesTheSameRunEveryTime() {
        for (Mode mode : Mode.values()) {
            SimulationRun run = new SimulationRun(1, mode, Sabotage.NONE);
            assertThat(traced(run)).isEqualTo(traced(run)).hasSizeGreaterThan(100);
        }
    }

    private static Optional<String> firstToShow(String bug, Mode mode, Sabotage sabotage) {
        Optional<String> found = LongStream.rangeClosed(1, SCHEDULES_TO_FIND_A_BUG)
                .mapToObj(
                        seed -> brokenBy(new Simulation(new SimulationRun(seed, mode, sabotage), false, threads), seed))
                .filter(promise -> promise.contains(bug))
                .findFirst();
        System.out.println(sabotage + ": " + found.orElse("not found out"));
        return found;
    }

    private static List<String> traced(SimulationRun run) {
        Simulation simulation = new Simulation(run, true, threads);
        String broken = brokenBy(simulation, run.seed());
        List<String> lines = new ArrayList<>(simulation.trace());
        lines.add(broken);
        return lines;
    }

    private static void print(SimulationRun run) {
        System.out.println(run);
        traced(run).forEach(System.out::println);
    }
}
