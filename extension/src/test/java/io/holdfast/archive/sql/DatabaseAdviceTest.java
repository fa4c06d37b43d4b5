package io.holdfast.archive.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.LogLines;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAdviceTest {

    private static final TableSettings SETTINGS =
            new TableSettings("/shop", TableSettings.DEFAULT_TABLE, true, Duration.ofSeconds(10));

    private static ConnectionSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source::getConnection;
    }

    private static void prepareAndAdvise(ConnectionSource connectionSource) {
        new TablePreparation(connectionSource, SETTINGS).run();
        new DatabaseAdvice(connectionSource, SETTINGS, 1_000_000).give();
    }

    @Test
    void aDatabaseInTheMemoryOfOneServerIsWarnedOf() {
        try (LogLines log = LogLines.of(DatabaseAdvice.class)) {
            prepareAndAdvise(h2("jdbc:h2:mem:advice;DB_CLOSE_DELAY=5"));
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("jdbc:h2:mem:", "memory of this server alone", "one database for all servers");
        }
    }

    @Test
    void ofADatabaseThatAllServersCanUseThereIsNothingToSay(@TempDir Path directory) {
        try (LogLines log = LogLines.of(DatabaseAdvice.class)) {
            prepareAndAdvise(h2("jdbc:h2:file:" + directory.resolve("sessions")));
            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void ofADatabaseThatDoesNotAnswerNothingIsSaid() {
        try (LogLines log = LogLines.of(DatabaseAdvice.class)) {
            new DatabaseAdvice(
                            () -> {
                                throw new SQLException("gone", "08001");
                            },
                            SETTINGS,
                            1)
                    .give();
            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void aPacketThatDoesNotTakeTheLargestSessionAsTextIsWarnedOf() {
        assertThat(new RecordLimit(1L << 30, 2_000_000).advice(1_000_000))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("max_allowed_packet of 2000000", "1000000 (holdfast.max-record-size)", "2001024"));
        assertThat(new RecordLimit(1L << 30, 2_001_024).advice(1_000_000)).isEmpty();
        assertThat(new RecordLimit(1L << 30, Long.MAX_VALUE).advice(64 << 20)).isEmpty();
    }
}
