package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.TTL;
import static io.holdfast.archive.ArchiveRecords.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.archive.sql.ConnectionSource;
import io.holdfast.archive.sql.SingleConnectionDataSource;
import io.holdfast.archive.sql.SqlSessionTable;
import io.holdfast.archive.sql.TablePreparation;
import io.holdfast.archive.sql.TableSettings;
import io.holdfast.archive.sql.TimedConnectionSource;
import io.holdfast.cluster.Awaiter;
import io.holdfast.it.harness.process.MariaDbProcess;
import io.holdfast.it.harness.process.PostgresProcess;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.store.SessionArchive.Finding;
import io.holdfast.store.SessionArchive.Trace;
import io.holdfast.store.StrangeKeys;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.TestKeys;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that dies, or falls silent, in the middle of writing. */
@Timeout(120)
class KilledDatabaseIT {

    private static final int WRITERS = 4;
    private static final int SOME = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Test
    void whatPostgresAcknowledgedOutlivesItsDeath() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.startDurable();
                HikariDataSource source = Pool.of(postgres.url("holdfast"), WRITERS)) {
            outlives(source, postgres::kill, postgres::restart);
        }
    }

    @Test
    void whatMariaDbAcknowledgedOutlivesItsDeath() throws Exception {
        try (MariaDbProcess mariaDb = MariaDbProcess.startDurable();
                HikariDataSource source = Pool.of(mariaDb.url("holdfast", "holdfast"), WRITERS)) {
            outlives(source, mariaDb::kill, mariaDb::restart);
        }
    }

    @Test
    void aSilentPostgresHoldsNobodyUpForLong() {
        try (PostgresProcess postgres = PostgresProcess.start();
                HikariDataSource source = Pool.of(postgres.url("holdfast"), WRITERS)) {
            isGivenUp(source, postgres::hang, postgres::resume);
        }
    }

    @Test
    void aSilentMariaDbHoldsNobodyUpForLong() {
        try (MariaDbProcess mariaDb = MariaDbProcess.start();
                HikariDataSource source = Pool.of(mariaDb.url("holdfast", "holdfast"), WRITERS)) {
            isGivenUp(source, mariaDb::hang, mariaDb::resume);
        }
    }

    @Test
    void aSilentPostgresIsNoticedBehindAPoolThatAsksItWithoutLimit() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.start()) {
            isNoticed(postgres.url("holdfast"), postgres::hang, postgres::resume);
        }
    }

    @Test
    void aSilentMariaDbIsNoticedBehindAPoolThatAsksItWithoutLimit() throws Exception {
        try (MariaDbProcess mariaDb = MariaDbProcess.start()) {
            isNoticed(mariaDb.url("holdfast", "holdfast"), mariaDb::hang, mariaDb::resume);
        }
    }

    /** As the pools of application servers do that test connections before they lend them. */
    private static ConnectionSource testing(Connection lent) {
        return () -> {
            try (Statement statement = lent.createStatement()) {
                statement.execute("SELECT 1");
            }
            return SingleConnectionDataSource.of(lent).getConnection();
        };
    }

    private static void isNoticed(String url, Runnable hang, Runnable resume) throws Exception {
        try (Connection lent = DriverManager.getConnection(url);
                RealThreads threads = new RealThreads()) {
            ConnectionSource connectionSource =
                    new TimedConnectionSource(testing(lent), threads.callers, Awaiter.BLOCKING::await, PATIENCE);
            WriteBehind archive = new WriteBehind(
                    prepared(connectionSource), ArchiveSettings.of(10, Duration.ofMinutes(1)), threads.tools());
            archive.start(new MapNodes());
            Live record = ArchiveRecords.live("a:n", "1", 1, 1);
            assertThat(archive.write(key("k"), record, TTL, Duration.ofSeconds(20)))
                    .isNotNull();
            hang.run();
            SessionRecord unused = archive.write(key("l"), record, TTL, Duration.ofSeconds(20));
            assertThat(archive.status().state()).isEqualTo(ArchiveStatus.State.DOWN);
            assertThat(archive.status().cause()).contains("no connection within 2 s");
            assertThat(archive.find(key("k"), Trace.SEEN, Duration.ofSeconds(20)))
                    .isInstanceOf(Finding.Unknown.class);
            resume.run();
            Eventually.answer(
                    "the archive is no longer DOWN",
                    Duration.ofSeconds(60),
                    archive::status,
                    status -> status.state() != ArchiveStatus.State.DOWN);
            assertThat(archive.find(key("k"), Trace.SEEN, Duration.ofSeconds(20)))
                    .isInstanceOf(Finding.Row.class);
            archive.close();
            assertThat(archive.status().waiting().sessions()).isZero();
        }
    }

    private static SessionTable prepared(ConnectionSource connectionSource) {
        TableSettings settings = new TableSettings("/shop", TableSettings.DEFAULT_TABLE, true, PATIENCE);
        new TablePreparation(connectionSource, settings).run();
        return new SqlSessionTable(
                connectionSource, TestKeys.ROWS, StrangeKeys.NOBODYS, settings, InstantSource.system(), cause -> {});
    }

    private static void outlives(HikariDataSource source, Runnable kill, Runnable restart) throws Exception {
        SessionTable table = prepared(source::getConnection);
        Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
        AtomicReference<CountDownLatch> progress = new AtomicReference<>(new CountDownLatch(WRITERS * SOME));
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<Void> crew = new FutureTask<>(() -> {
            ConcurrentTasks.of(WRITERS).run(writer -> {
                for (int number = 1; !isOver.get(); ) {
                    if (isWritten(table, writer, number)) { // else it is not known, and repeated
                        acknowledged.put(writer, number++);
                        progress.get().countDown();
                    }
                }
            });
            return null;
        });
        new Thread(crew).start();
        progress.get().await();
        kill.run();
        Map<Integer, Integer> before = Map.copyOf(acknowledged);
        restart.run();
        Live held = held(table);
        before.forEach(
                (writer, number) -> assertThat(held.changes().made(writer)).isGreaterThanOrEqualTo(number));

        progress.set(new CountDownLatch(WRITERS * SOME));
        progress.get().await();
        isOver.set(true);
        crew.get();
        Live last = held(table);
        acknowledged.forEach(
                (writer, number) -> assertThat(last.changes().made(writer)).isEqualTo(number));
    }

    private static boolean isWritten(SessionTable table, int writer, int number) {
        Live record = ArchiveRecords.live("a:" + writer, "" + number, writer, number);
        try {
            return table.merge(List.of(ArchiveRecords.entry(key("k"), record))).size() == 1;
        } catch (ArchiveException e) {
            return false;
        }
    }

    private static Live held(SessionTable table) {
        return (Live) table.find(List.of(key("k"))).get(key("k")).record().orElseThrow();
    }

    private static void isGivenUp(HikariDataSource source, Runnable hang, Runnable resume) {
        SessionTable table = prepared(source::getConnection);
        Entry entry = new Entry(key("k"), ArchiveRecords.live("a:n", "1", 1, 1), TTL);
        table.merge(List.of(entry));
        hang.run();
        long begin = System.nanoTime();
        assertThatThrownBy(() -> table.merge(List.of(entry))).isInstanceOf(ArchiveException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        resume.run();
        assertThat(table.merge(List.of(entry))).hasSize(1);
    }
}
