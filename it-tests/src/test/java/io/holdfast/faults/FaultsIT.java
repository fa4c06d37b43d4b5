package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of it-tests/faults: what it costs in sessions and states. How long it takes is not judged here. */
class FaultsIT {

    /** So patient with its nodes that a machine that is busy with other tests is not a second fault. */
    private static final Map<String, String> PATIENT = Map.of(
            "holdfast.operation-timeout", "1s",
            "holdfast.probe.timeout", "1s",
            "holdfast.connect-timeout", "1s",
            "holdfast.request-budget", "4s");

    @Test
    void killedRestartedAndHungNodesCostNoSessionNoStateAndNoChange(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Options options = Options.QUICK.with(
                PATIENT,
                Stream.of("kill", "back-empty", "hang", "rolling")
                        .map(Faults::named)
                        .toList());
        Wildfly.Ground ground = new Wildfly.Ground(
                Path.of(System.getProperty("wildfly.home")), Path.of(System.getProperty("example.war")), folder);
        List<Row> rows = FaultsCommand.run(options, ground, System.out);
        System.out.println(new Table(options, rows).markdown());
        assertThat(rows)
                .extracting(row -> row.fault().name(), Row::lost, Row::older, Row::changesLost, Row::wrongUser)
                .containsExactly(
                        tuple("kill", 0, 0L, 0, 0L),
                        tuple("back-empty", 0, 0L, 0, 0L),
                        tuple("hang", 0, 0L, 0, 0L),
                        tuple("rolling", 0, 0L, 0, 0L));
    }
}
