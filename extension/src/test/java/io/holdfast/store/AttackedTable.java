package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.archive.ArchiveSettings;
import io.holdfast.archive.ArchiveTools;
import io.holdfast.archive.WriteBehind;
import io.holdfast.archive.sql.SqlSessionTable;
import io.holdfast.archive.sql.TablePreparation;
import io.holdfast.archive.sql.TableSettings;
import io.holdfast.cluster.Awaiter;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two sessions in a real table, servers that use it, and whoever writes to it besides. */
abstract class AttackedTable {

    static final ArchiveSettings USUAL = ArchiveSettings.of(1, Duration.ofMinutes(1));
    private static final TableSettings SETTINGS =
            new TableSettings("test", TableSettings.DEFAULT_TABLE, true, Duration.ofSeconds(10));

    final ManualClock clock = new ManualClock();
    final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final List<ExecutorService> threads = new ArrayList<>();
    private final ScheduledExecutorService waking = Executors.newScheduledThreadPool(1);
    final Attacker attacker = new Attacker(nodes);
    private final List<WriteBehind> archives = new ArrayList<>();
    AppServer server;
    SessionId id;
    SessionId admins;

    /** Of the database that the tests of this class have to themselves. */
    protected abstract DataSource source();

    @BeforeEach
    void start() {
        new TablePreparation(source()::getConnection, SETTINGS).run();
        update("DELETE FROM holdfast_session");
        server = server(1);
        id = server.store.create(session -> session.set("user", "ada lovelace"));
        admins = server.store.create(session -> session.set("user", "root"));
        Eventually.await("the rows of both", Duration.ofSeconds(20), () -> rows() == 2);
    }

    private int rows() {
        try (Connection connection = source().getConnection();
                ResultSet count = connection.createStatement().executeQuery("SELECT COUNT(*) FROM holdfast_session")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        quiet();
        waking.shutdownNow();
    }

    /** What is under way in the background of servers so far comes to its end, and they archive nothing any more. */
    void quiet() {
        archives.forEach(WriteBehind::close);
        for (ExecutorService each : threads) {
            each.shutdown();
            try {
                assertThat(each.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    AppServer server(int number) {
        return server(number, StrangeKeys.NOBODYS, USUAL);
    }

    AppServer server(int number, StrangeKeys strangeKeys, ArchiveSettings settings) {
        ExecutorService own = Executors.newCachedThreadPool();
        threads.add(own);
        ArchiveTools tools =
                new ArchiveTools(clock, System::nanoTime, waking, own, own, Awaiter.BLOCKING::await, new Random(1));
        SqlSessionTable table =
                new SqlSessionTable(source()::getConnection, TestKeys.ROWS, strangeKeys, SETTINGS, clock, cause -> {});
        WriteBehind archive = new WriteBehind(table, settings, tools);
        archives.add(archive);
        return new AppServer(number, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock, archive);
    }

    int update(String sql, Object... values) {
        try (Connection connection = source().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    byte[] row(SessionId of) {
        try (Connection connection = source().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT record FROM holdfast_session WHERE session_key = ?")) {
            statement.setString(1, TestKeys.key(of));
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getBytes(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void setRow(SessionId of, byte[] record) {
        assertThat(update("UPDATE holdfast_session SET record = ? WHERE session_key = ?", record, TestKeys.key(of)))
                .isEqualTo(1);
    }

    AppServer afterLossOfAllNodes() {
        nodes.forEach(FakeNode::restartEmpty);
        return server(9);
    }

    void isLost(AppServer to) {
        assertThat(to.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        to.runBackground();
        assertThat(attacker.dump(TestKeys.key(id))).isEmpty();
    }
}
