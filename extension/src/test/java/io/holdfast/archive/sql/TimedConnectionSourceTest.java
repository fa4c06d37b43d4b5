package io.holdfast.archive.sql;

import static io.holdfast.archive.ArchiveRecords.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.RealThreads;
import io.holdfast.archive.SessionTable;
import io.holdfast.cluster.Awaiter;
import io.holdfast.store.StrangeKeys;
import io.holdfast.testing.TestKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools that lend no connection, or lend it too late. */
@Timeout(60)
class TimedConnectionSourceTest {

    private static final int THREADS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final H2Memory database = new H2Memory("lender");
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, THREADS, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<Connection> late = new CompletableFuture<>();

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
        database.close();
    }

    /** As a pool whose validation reads from a socket that nothing comes from. */
    private Connection lendOnRelease() throws SQLException {
        RealThreads.await(release);
        Connection connection = database.source().getConnection();
        late.complete(connection);
        return connection;
    }

    /** One for whom the time is over at once. */
    private ConnectionSource impatient(ConnectionSource source) {
        return new TimedConnectionSource(source, threads, (loan, nanos) -> {}, PATIENCE);
    }

    private ConnectionSource patient(ConnectionSource source) {
        return new TimedConnectionSource(source, threads, Awaiter.BLOCKING::await, PATIENCE);
    }

    @Test
    void aConnectionThatIsThereIsLent() throws SQLException {
        try (Connection connection = patient(database.source()::getConnection).getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void whatThePoolThrowsIsThrown() {
        SQLException fault = new SQLException("no more", "53300");
        assertThatThrownBy(patient(() -> {
                    throw fault;
                })::getConnection)
                .isSameAs(fault);
        assertThatThrownBy(patient(() -> {
                    throw new IllegalStateException("stopped");
                })::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void aPoolThatHangsIsWaitedForSoLongAndNoLonger() {
        long[] waited = new long[1];
        ConnectionSource connectionSource =
                new TimedConnectionSource(this::lendOnRelease, threads, (loan, nanos) -> waited[0] = nanos, PATIENCE);
        assertThatThrownBy(connectionSource::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no connection within 5 s");
        assertThat(Duration.ofNanos(waited[0])).isEqualTo(PATIENCE);
    }

    @Test
    void aConnectionThatComesTooLateIsGivenBack() throws Exception {
        assertThatThrownBy(impatient(this::lendOnRelease)::getConnection).isInstanceOf(SQLException.class);
        release.countDown();
        Connection connection = late.get(20, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void whereAllThreadsHangNobodyWaits() {
        ConnectionSource connectionSource = impatient(this::lendOnRelease);
        for (int i = 0; i < THREADS; i++) {
            assertThatThrownBy(connectionSource::getConnection).hasMessageContaining("no connection within");
        }
        assertThatThrownBy(patient(this::lendOnRelease)::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("still wait for one");
    }

    @Test
    void aTableWhosePoolHangsIsAway() {
        TableSettings settings = new TableSettings("/shop", TableSettings.DEFAULT_TABLE, true, PATIENCE);
        ConnectionSource connectionSource = impatient(this::lendOnRelease);
        assertThatThrownBy(() -> new TablePreparation(connectionSource, settings).run())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("cannot be reached: no connection within 5 s");
        SessionTable table = new SqlSessionTable(
                connectionSource, TestKeys.ROWS, StrangeKeys.NOBODYS, settings, InstantSource.system(), cause -> {});
        assertThatThrownBy(() -> table.find(List.of(key("a"))))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("could not be read: no connection within 5 s");
    }
}
