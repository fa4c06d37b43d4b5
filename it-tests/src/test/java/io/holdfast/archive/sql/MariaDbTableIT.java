package io.holdfast.archive.sql;

import static io.holdfast.archive.ArchiveRecords.entry;
import static io.holdfast.archive.ArchiveRecords.key;
import static io.holdfast.archive.ArchiveRecords.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Pool;
import io.holdfast.it.harness.process.MariaDbProcess;
import io.holdfast.testing.LogLines;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, on a real MariaDB. */
class MariaDbTableIT extends SqlTableContract {

    private static final int PACKET = 16 * 1024 * 1024; // what it is unless configured

    private static MariaDbProcess mariaDb;
    private static HikariDataSource source;

    @BeforeAll
    static void start() {
        mariaDb = MariaDbProcess.start();
        source = Pool.of(mariaDb.url("holdfast", "holdfast"), 16);
    }

    @AfterAll
    static void stop() {
        source.close();
        mariaDb.close();
    }

    @Override
    protected DataSource source() {
        return source;
    }

    /** The shorter one is too long only as text, in which each zero takes two bytes. */
    @ParameterizedTest
    @ValueSource(ints = {PACKET + 1, PACKET - 100_000})
    void aRecordBeyondMaxAllowedPacketIsRefusedByThatNameAndHoldsUpNoOther(int size) {
        String last = key("z");
        assertThatThrownBy(() -> table.merge(List.of(
                        entry(KEY, live("a:all", new byte[size], 1, 1)), entry(last, live("a:user", "ada", 1, 1)))))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("max_allowed_packet is ")
                .hasMessageContaining("raise that setting");
        assertThat(row(last)).isNotNull();
        assertThat(row(KEY)).isNull();
    }

    @Test
    void aMaxAllowedPacketThatDoesNotTakeTheLargestSessionIsWarnedOf() {
        TableSettings settings = new TableSettings(NAMESPACE, TableSettings.DEFAULT_TABLE, true, Duration.ofSeconds(5));
        try (LogLines log = LogLines.of(DatabaseAdvice.class)) {
            new DatabaseAdvice(source::getConnection, settings, PACKET / 4).give();
            assertThat(log.all()).isEmpty();
            new DatabaseAdvice(source::getConnection, settings, PACKET).give();
            assertThat(log.all()).singleElement().asString().contains("max_allowed_packet of " + PACKET);
        }
    }
}
