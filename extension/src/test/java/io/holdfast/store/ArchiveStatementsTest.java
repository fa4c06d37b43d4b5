package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.archive.ArchiveSettings;
import io.holdfast.archive.ArchiveTools;
import io.holdfast.archive.WriteBehind;
import io.holdfast.archive.sql.SqlSessionTable;
import io.holdfast.archive.sql.TablePreparation;
import io.holdfast.archive.sql.TableSettings;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualThreads;
import io.holdfast.testing.TestKeys;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many SQL statements sessions cost, counted before a real database. */
class ArchiveStatementsTest {

    private static final TableSettings TABLE =
            new TableSettings("test", TableSettings.DEFAULT_TABLE, true, Duration.ofSeconds(10));

    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:statements", "sa", "");
    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private int statements;
    private int looks; // whether the database is there, in the background, whatever sessions do
    private final Connection kept = connect();
    private final AppServer one = new AppServer(1, nodes, 2, clock, archive());
    private final AppServer two =
            new AppServer(2, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock, archive());
    private final SessionId id = one.store.create(session -> session.set("user", "ada"));

    /** The database is there as long as anybody is connected to it. */
    private Connection connect() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private WriteBehind archive() {
        new TablePreparation(database::getConnection, TABLE).run();
        ManualThreads threads = new ManualThreads(clock);
        ManualAwaiter awaiter = new ManualAwaiter(clock);
        return new WriteBehind(
                new SqlSessionTable(
                        counting()::getConnection, TestKeys.ROWS, StrangeKeys.NOBODYS, TABLE, clock, cause -> {}),
                ArchiveSettings.of(10, Duration.ofSeconds(60)),
                new ArchiveTools(clock, clock::nanos, threads, threads, threads, awaiter::await, new Random(1)));
    }

    private DataSource counting() {
        ClassLoader loader = getClass().getClassLoader();
        return (DataSource) Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (source, get, none) -> {
            Connection lent = database.getConnection();
            return Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                if (method.getName().equals("prepareStatement")) {
                    count((String) values[0]);
                }
                try {
                    return method.invoke(lent, values);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        });
    }

    private void count(String sql) {
        if (sql.startsWith("SELECT version FROM")) {
            looks++;
        } else {
            statements++;
        }
    }

    @AfterEach
    void close() throws SQLException {
        kept.close();
        database.dispose();
    }

    @Test
    void readingASessionCostsNone() {
        TwoServers.set(one, id, "x", 1);
        two.found(id).save();
        clock.advance(Duration.ofSeconds(61));
        assertThat(one.found(id).base().changes().unarchived()).isZero();
        two.found(id).save();
        int before = statements;
        for (int minute = 0; minute < 25; minute++) {
            clock.advance(Duration.ofMinutes(1));
            one.found(id).save();
            two.found(id).save();
            assertThat(two.store.find(id)).isPresent();
        }
        assertThat(statements).isEqualTo(before);
    }

    @Test
    void thatTheDatabaseIsThereIsAskedOnceASecondByEachServerWhateverSessionsDo() {
        clock.advance(Duration.ofMinutes(10));
        int idle = looks;
        assertThat(idle).isBetween(2 * 590, 2 * 600);
        for (int i = 0; i < 600; i++) {
            one.found(id).save();
            two.found(id).save();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(looks - idle).isBetween(2 * 590, 2 * 600);
    }

    @Test
    void tenChangesCostOneReadAndOneWriteOfTheRow() {
        TwoServers.set(one, id, "x", 0);
        clock.advance(Duration.ofSeconds(61));
        int before = statements;
        for (int change = 1; change <= 30; change++) {
            TwoServers.set(change % 2 == 0 ? one : two, id, "x", change);
        }
        assertThat(statements - before).isEqualTo(3 * 2);
    }

    @Test
    void aLogoutIsInTheRowWhenItReturns() {
        int before = statements;
        two.found(id).end();
        assertThat(statements).isGreaterThan(before);
        nodes.forEach(FakeNode::restartEmpty);
        one.probe();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }
}
