package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.it.harness.server.Make;
import io.holdfast.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PressureTest {

    private static final Pressure STOPS = new StopAndGo(Duration.ofMillis(20), Duration.ofMillis(80));
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

    private static PressureRow row(long requests, long errors, long older, long lost, long downs) {
        return new PressureRow(
                Make.TOMCAT,
                new Variant.Redis(),
                Scenario.of(Page.HIT, 2),
                STOPS,
                Optional.empty(),
                new Load(requests, 10, errors, errors, 1, 2, older, 0),
                OptionalDouble.empty(),
                lost,
                downs,
                0,
                OptionalLong.empty());
    }

    @Test
    void throughputIsAShareOfThatWithoutPressure() {
        PressureRow row = row(250, 0, 0, 0, 0);
        assertThat(new PressureTable(List.of(row, row.comparedWith(100)))
                        .markdown()
                        .lines())
                .contains(
                        "| tomcat | redis | hit, 2 KB | stop-20-80 | - | 25 | - | 1.0 | 2.0 | 0 | 0 | 0 | 0 | 0 | 0 | - |",
                        "| tomcat | redis | hit, 2 KB | stop-20-80 | - | 25 | 25 % | 1.0 | 2.0 | 0 | 0 | 0 | 0 | 0 | 0 | - |");
    }

    @Test
    void errorsOlderStatesLostChangesAndHealthyNodesTakenForDownAreNotWell() {
        assertThat(row(1, 0, 0, 0, 0).isWell()).isTrue();
        assertThat(row(1, 0, 0, -1, 0).isWell())
                .as("an answer was lost, the change was not")
                .isTrue();
        assertThat(row(1, 1, 0, 0, 0).isWell()).isFalse();
        assertThat(row(1, 0, 1, 0, 0).isWell()).isFalse();
        assertThat(row(1, 0, 0, 1, 0).isWell()).isFalse();
        assertThat(row(1, 0, 0, 0, 1).isWell()).isFalse();
    }

    @Test
    void aFailureMustBeKnownWithinTwoSeconds() {
        assertThat(failed(OptionalLong.of(2000)).isWell()).isTrue();
        assertThat(failed(OptionalLong.of(2001)).isWell()).isFalse();
        assertThat(failed(OptionalLong.empty()).isWell()).isFalse();
    }

    private static PressureRow failed(OptionalLong knownAfter) {
        PressureRow well = row(1, 0, 0, 0, 0);
        return new PressureRow(
                well.make(),
                well.variant(),
                well.scenario(),
                well.pressure(),
                Optional.of(NodeFailure.HANG),
                well.load(),
                OptionalDouble.empty(),
                0,
                0,
                0,
                knownAfter);
    }

    @Test
    void pressuresAreChosenByNameAndComparedWithNone() {
        Options options = Options.read(List.of("--pressure=busy-8"), Path.of("built.jar"));
        assertThat(options.pressures()).extracting(Pressure::name).containsExactly("busy-8", "free");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.read(List.of("--pressure=weather"), Path.of("built.jar")))
                .withMessageContaining("stop-20-80");
    }

    @Test
    void aProcessThatIsStoppedAndGoesRunsOnWhenThatIsOver() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            Pressure.Lasting pressure = STOPS.begin(sleeper.pid(), NOWHERE);
            Eventually.await("stopped", Duration.ofSeconds(10), () -> state(sleeper) == 'T');
            pressure.close();
            assertThat(state(sleeper)).isNotEqualTo('T');
        } finally {
            sleeper.destroyForcibly();
        }
    }

    /** As proc(5) has it. */
    private static char state(Process process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
