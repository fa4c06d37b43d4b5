package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionStore;
import io.holdfast.it.harness.server.Jars;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The shortest run that shows what {@code it-tests/bench pressure} measures at length. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class PressureIT {

    private static final List<String> WORDS = List.of(
            "--server=wildfly",
            "--variant=holdfast",
            "--page=hit",
            "--size=2",
            "--connections=16",
            "--seconds=15",
            "--warm-up=10");

    @Test
    void aServerThatIsStoppedAgainAndAgainFindsOutFailuresAndBlamesNoNodeForIt(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path run) throws Exception {
        Options options = Options.read(WORDS, Jars.of(SessionStore.class));
        List<PressureRow> rows = new PressureProgram(options, run).rows(List.of(Pressure.named("stop-50-250")));
        assertThat(rows).as("no failure, a hang, a kill").hasSize(3).allMatch(PressureRow::isWell);
    }
}
