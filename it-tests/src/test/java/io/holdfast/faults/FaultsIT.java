package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of it-tests/faults: what it costs in sessions and states. How long it takes is not judged here. */
@Timeout(600)
class FaultsIT {

    /** So patient with its nodes that a machine that is busy with other tests is not a second fault. */
    static final Map<String, String> PATIENT = Map.of(
            "holdfast.operation-timeout", "1s",
            "holdfast.probe.timeout", "1s",
            "holdfast.connect-timeout", "1s",
            "holdfast.request-budget", "4s");

    /** How far users are set back is judged by the fault's own bounds. */
    @Test
    void withAnArchiveTheLossOfAllNodesCostsNoSessionAndFewerThanTenChanges(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        List<Row> rows = rows(folder, "archive-nodes", "archive-late");
        assertThat(rows)
                .extracting(row -> row.fault().name(), Row::lost, Row::wrongUser)
                .containsExactly(tuple("archive-nodes", 0, 0L), tuple("archive-late", 0, 0L));
        assertThat(rows).allSatisfy(row -> assertThat(row.mostMissing()).isLessThan(10));
    }

    @Test
    void killedRestartedAndHungNodesCostNoSessionNoStateAndNoChange(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        List<Row> rows = rows(folder, "kill", "back-empty", "hang", "rolling");
        assertThat(rows)
                .extracting(row -> row.fault().name(), Row::lost, Row::older, Row::changesLost, Row::wrongUser)
                .containsExactly(
                        tuple("kill", 0, 0L, 0, 0L),
                        tuple("back-empty", 0, 0L, 0, 0L),
                        tuple("hang", 0, 0L, 0, 0L),
                        tuple("rolling", 0, 0L, 0, 0L));
    }

    private static List<Row> rows(Path folder, String... faults) throws Exception {
        Options options =
                Options.QUICK.with(PATIENT, Stream.of(faults).map(Faults::named).toList());
        Wildfly.ServerHome serverHome = new Wildfly.ServerHome(
                Path.of(System.getProperty("wildfly.home")), Path.of(System.getProperty("example.war")), folder);
        List<Row> rows = FaultsCommand.run(options, serverHome, System.out);
        System.out.println(new Table(options, rows).markdown());
        return rows;
    }
}
