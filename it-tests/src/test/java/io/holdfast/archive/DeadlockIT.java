package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.archive.SessionTable.Ending;
import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.archive.sql.SqlSessionTable;
import io.holdfast.archive.sql.TablePreparation;
import io.holdfast.archive.sql.TableSettings;
import io.holdfast.it.harness.process.MariaDbProcess;
import io.holdfast.it.harness.process.PostgresProcess;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.store.StrangeKeys;
import io.holdfast.testing.TestKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two servers whose threads all write the same sessions; for {@code -Ddeadlock.seconds}, 5 unless set. */
class DeadlockIT {

    private static final int SERVERS = 2;
    private static final int THREADS = 64;
    private static final int SESSIONS = 50;
    private static final int AT_ONCE = 10;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("deadlock.seconds", 5));
    private static final List<String> KEYS =
            IntStream.range(0, SESSIONS).mapToObj(i -> key("s" + i)).toList();

    /** Sessions that come and go. */
    private static final List<String> PASSING =
            IntStream.range(0, 5).mapToObj(i -> key("p" + i)).toList();

    private final AtomicLong writes = new AtomicLong();

    @Test
    void onPostgresNobodyStopsAnotherAndNoRowGoesBack() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.startDurable()) {
            String deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'";
            assertThat(deadlocksAfterWriting(postgres.url("holdfast"), deadlocks))
                    .isZero();
        }
    }

    @Test
    void onMariaDbNobodyStopsAnotherAndNoRowGoesBack() throws Exception {
        try (MariaDbProcess mariaDb = MariaDbProcess.startDurable()) {
            String deadlocks = "SELECT variable_value FROM information_schema.global_status"
                    + " WHERE variable_name = 'innodb_deadlocks'";
            assertThat(deadlocksAfterWriting(mariaDb.url("holdfast", "holdfast"), deadlocks))
                    .isZero();
        }
    }

    private long deadlocksAfterWriting(String url, String deadlocks) throws Exception {
        try (HikariDataSource one = Pool.of(url, 32);
                HikariDataSource other = Pool.of(url, 32)) {
            TableSettings settings =
                    new TableSettings("/shop", TableSettings.DEFAULT_TABLE, true, Duration.ofSeconds(20));
            new TablePreparation(one::getConnection, settings).run();
            List<SessionTable> servers = new ArrayList<>();
            for (DataSource source : List.of(one, other)) {
                servers.add(new SqlSessionTable(
                        source::getConnection,
                        TestKeys.ROWS,
                        StrangeKeys.NOBODYS,
                        settings,
                        InstantSource.system(),
                        cause -> {
                            throw new AssertionError(cause);
                        }));
            }
            long seed = Long.getLong("deadlock.seed", System.nanoTime());
            long begin = System.nanoTime();
            ConcurrentTasks.of(THREADS + 2 * SERVERS).run(member -> {
                SessionTable table = servers.get(member % SERVERS);
                if (member < THREADS) {
                    write(table, member, new Random(seed + member), begin);
                } else if (member < THREADS + SERVERS) {
                    read(table, begin);
                } else {
                    reap(one, table, begin);
                }
            });
            System.out.printf(
                    Locale.ROOT,
                    "seed %d, %s: %.0f rows written a second by %d threads on %d servers%n",
                    seed,
                    url.replaceFirst(":/.*", ""),
                    writes.get() / seconds(begin),
                    THREADS,
                    SERVERS);
            return number(one, deadlocks);
        }
    }

    private void write(SessionTable table, int member, Random random, long begin) {
        WrittenRows written = new WrittenRows(table, member);
        for (int number = 1; seconds(begin) < TIME.toSeconds(); number++) {
            List<String> some = new ArrayList<>(KEYS);
            Collections.shuffle(some, random);
            written.write(some.subList(0, AT_ONCE), number);
            writes.addAndGet(AT_ONCE);
            if (random.nextInt(10) == 0) {
                table.prolong(some.get(0), ArchiveRecords.TTL + number);
                table.lease("server " + member, Duration.ofSeconds(1));
                String passing = PASSING.get(random.nextInt(PASSING.size()));
                table.merge(List.of(new Entry(passing, ArchiveRecords.live("a:n", "", member, number), 1)));
            }
        }
    }

    /** Only ever sees rows grow. */
    private static void read(SessionTable table, long begin) {
        WrittenRows seen = new WrittenRows(table, -1);
        Map<String, Long> versions = new HashMap<>();
        while (seconds(begin) < TIME.toSeconds()) {
            List<Ending> rows = table.ending("", Duration.ofDays(1), 2 * SESSIONS).stream()
                    .filter(row -> KEYS.contains(row.key()))
                    .toList();
            for (Ending row : rows) {
                seen.look(row.key(), (Live) row.record().orElseThrow());
                Long before = versions.put(row.key(), row.version());
                assertThat(before == null || before <= row.version()).isTrue();
                assertThat(table.remove(row.key(), row.version())).isFalse();
            }
        }
    }

    /** Ends sessions that pass, and removes them while others write them anew. */
    private static void reap(DataSource source, SessionTable table, long begin) throws SQLException {
        while (seconds(begin) < TIME.toSeconds()) {
            for (String key : PASSING) {
                change(source, "UPDATE holdfast_session SET expires_at = 0 WHERE session_key = '" + key + "'");
            }
            table.ending("", Duration.ZERO, 10).forEach(row -> table.remove(row.key(), row.version()));
        }
    }

    private static void change(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long number(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
