package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.cluster.NodeReply.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateMachineTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final NodeStateMachine TWO_TIMEOUTS = new NodeStateMachine(2);
    private static final List<String> EVENTS = List.of(
            "answer",
            "late",
            "time-out",
            "closed",
            "good probe",
            "probe time-out",
            "probe refused",
            "recovered",
            "hold-down reset");

    /** How a node gets into each state. */
    private static final Map<String, String> WAY = Map.of(
            "UP", "good probe",
            "SUSPECT", "good probe, time-out",
            "DOWN", "good probe, probe refused, probe refused",
            "RECOVERING", "good probe, probe refused, probe refused, 1 s, good probe, good probe, good probe");

    /** A node and its time. */
    private static final class Scenario {
        private final NodeStateMachine stateMachine;
        private MonitorState state = MonitorState.unknown(NOON);
        private Instant now = NOON;

        Scenario(NodeStateMachine stateMachine) {
            this.stateMachine = stateMachine;
        }

        Scenario go(String events) {
            for (String event : events.split(", ", -1)) {
                if (event.endsWith(" s")) {
                    now = now.plusSeconds(Long.parseLong(event.substring(0, event.length() - 2)));
                } else {
                    state = stateMachine.next(state, event(event), now);
                }
            }
            return this;
        }

        private NodeEvent event(String name) {
            return switch (name) {
                case "answer" -> NodeEvent.ANSWERED;
                case "late" -> NodeEvent.ANSWERED_LATE;
                case "time-out" -> new NodeEvent.Failed(Cause.TIMEOUT);
                case "closed" -> new NodeEvent.Failed(Cause.CLOSED);
                case "good probe" -> new NodeEvent.ProbeAnswered(1);
                case "probe time-out" -> new NodeEvent.ProbeFailed(Cause.TIMEOUT, 250);
                case "probe refused" -> new NodeEvent.ProbeFailed(Cause.REFUSED, 0);
                case "recovered" -> new NodeEvent.Recovered(state.changes());
                case "recovered before" -> new NodeEvent.Recovered(state.changes() - 1);
                case "hold-down reset" -> NodeEvent.HOLD_DOWN_RESET;
                default -> throw new IllegalArgumentException(name);
            };
        }

        NodeState state() {
            return state.state();
        }
    }

    private static Scenario up() {
        return new Scenario(TWO_TIMEOUTS).go("good probe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UP         | answer                                 | UP
            UP         | time-out                               | SUSPECT
            UP         | closed                                 | SUSPECT
            UP         | late                                   | UP
            UP         | late, late, late                       | SUSPECT
            UP         | late, late, answer, late               | SUSPECT
            UP         | good probe                             | UP
            UP         | probe time-out                         | SUSPECT
            UP         | probe refused                          | SUSPECT
            UP         | recovered                              | UP
            UP         | hold-down reset                        | UP
            SUSPECT    | answer                                 | SUSPECT
            SUSPECT    | late                                   | SUSPECT
            SUSPECT    | time-out                               | SUSPECT
            SUSPECT    | closed, closed, closed, closed         | SUSPECT
            SUSPECT    | recovered                              | SUSPECT
            SUSPECT    | answer, recovered                      | SUSPECT
            SUSPECT    | good probe                             | SUSPECT
            SUSPECT    | good probe, recovered                  | UP
            SUSPECT    | good probe, time-out, recovered        | SUSPECT
            SUSPECT    | good probe, recovered before           | SUSPECT
            SUSPECT    | time-out, time-out, good probe, recovered | SUSPECT
            SUSPECT    | probe time-out                         | DOWN
            SUSPECT    | probe refused                          | DOWN
            SUSPECT    | answer, probe time-out                 | SUSPECT
            SUSPECT    | answer, time-out, answer, probe time-out | DOWN
            SUSPECT    | hold-down reset                        | SUSPECT
            DOWN       | answer                                 | DOWN
            DOWN       | time-out                               | DOWN
            DOWN       | recovered                              | DOWN
            DOWN       | probe refused                          | DOWN
            DOWN       | 1 s, good probe, good probe            | DOWN
            DOWN       | 1 s, good probe, good probe, good probe | RECOVERING
            DOWN       | 1 s, good probe, good probe, probe time-out, good probe | DOWN
            DOWN       | good probe, good probe, good probe     | DOWN
            DOWN       | good probe, good probe, 1 s, good probe | RECOVERING
            DOWN       | hold-down reset, good probe, good probe, good probe | RECOVERING
            RECOVERING | answer                                 | RECOVERING
            RECOVERING | late, late, late                       | RECOVERING
            RECOVERING | time-out, time-out, time-out           | RECOVERING
            RECOVERING | good probe                             | RECOVERING
            RECOVERING | recovered                              | UP
            RECOVERING | recovered before                       | RECOVERING
            RECOVERING | time-out, recovered                    | RECOVERING
            RECOVERING | probe time-out                         | RECOVERING
            RECOVERING | probe time-out, probe time-out         | DOWN
            RECOVERING | closed, probe refused                  | DOWN
            """)
    void fromOneStateToTheNext(String state, String events, NodeState expected) {
        Scenario scenario = new Scenario(TWO_TIMEOUTS).go(WAY.get(state));
        assertThat(scenario.state()).hasToString(state);
        assertThat(scenario.go(events).state()).isEqualTo(expected);
    }

    @Property
    void ordinaryRequestsAloneTakeNoNodeOutOfUseAndNoneBringsItBack(@ForAll @Size(max = 40) List<Byte> choices) {
        Scenario scenario = up();
        for (byte choice : choices) {
            String event = EVENTS.get(Math.floorMod(choice, EVENTS.size()));
            MonitorState before = scenario.state;
            scenario.go(event);
            boolean changed = scenario.state() != before.state();
            assertThat(scenario.state.changes() - before.changes()).isEqualTo(changed ? 1 : 0);
            if (changed && scenario.state() == NodeState.DOWN) {
                assertThat(event).startsWith("probe ");
            }
            if (changed && scenario.state() == NodeState.UP) {
                assertThat(event).isEqualTo("recovered");
            }
        }
    }

    @Test
    void aNodeThatIsThereFromTheBeginningIsUpAtOnce() {
        assertThat(up().state()).isEqualTo(NodeState.UP);
    }

    @Test
    void aNodeThatIsNotThereFromTheBeginningComesBackAsOthersDo() {
        Scenario scenario = new Scenario(TWO_TIMEOUTS).go("probe refused, good probe, good probe");
        assertThat(scenario.state()).isEqualTo(NodeState.DOWN);
        assertThat(scenario.go("good probe").state()).isEqualTo(NodeState.RECOVERING);
    }

    @Test
    void aNodeThatComesAndGoesIsHeldBackTwiceAsLongEachTimeUpToHalfAMinute() {
        Scenario scenario = up();
        for (long hold : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            scenario.go("probe refused, probe refused, good probe, good probe, good probe");
            Duration held = Duration.between(scenario.now, scenario.state.holdDownUntil());
            assertThat(held).isEqualTo(Duration.ofSeconds(hold));
            scenario.go(hold + " s, good probe, recovered");
            assertThat(scenario.state()).isEqualTo(NodeState.UP);
        }
    }

    @Test
    void aNodeThatWasRestartedAgainAndAgainIsHeldBackNoLongerThanTheFirstTime() {
        Scenario scenario = up();
        for (int restart = 0; restart < 20; restart++) {
            scenario.go("probe refused, probe refused, 1 s, good probe, good probe, good probe");
            assertThat(scenario.state()).isEqualTo(NodeState.RECOVERING);
            scenario.go("recovered, 5 s");
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepANodeDown() {
        Scenario scenario = up().go("probe refused, probe refused");
        scenario.now = scenario.now.minusSeconds(3600);
        assertThat(scenario.go("good probe, good probe, good probe").state()).isEqualTo(NodeState.RECOVERING);
    }

    @Test
    void aNodeWhoseHoldDownIsResetWasNotDown() {
        Scenario scenario = up().go("probe refused, probe refused, hold-down reset");
        scenario.go("good probe, good probe, good probe, recovered, probe refused, probe refused");
        assertThat(scenario.state.holdDownUntil()).isEqualTo(scenario.now.plusSeconds(1));
    }

    @Test
    void whoWantsMoreTimeOutsInARowWaitsForThem() {
        Scenario scenario = new Scenario(new NodeStateMachine(4)).go("good probe, time-out, time-out, probe time-out");
        assertThat(scenario.state()).isEqualTo(NodeState.SUSPECT);
        assertThat(scenario.go("probe time-out").state()).isEqualTo(NodeState.DOWN);
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeStateMachine(0));
    }

    @Test
    void healthTellsTheLatestCauseOfANodeThatStaysDownAndSinceWhen() {
        Scenario scenario = up().go("probe refused, probe refused, 5 s, probe time-out");
        assertThat(scenario.state.health())
                .isEqualTo(new NodeHealth(NodeState.DOWN, NOON, "no answer in time", 3, OptionalLong.of(250)));
    }
}
