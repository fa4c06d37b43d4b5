package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.archive.ArchiveSettings;
import io.holdfast.archive.ArchiveTools;
import io.holdfast.archive.WriteBehind;
import io.holdfast.archive.sql.SqlSessionTable;
import io.holdfast.archive.sql.TablePreparation;
import io.holdfast.archive.sql.TableSettings;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualThreads;
import io.holdfast.testing.TestKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are replaced on two servers that archive sessions, while all nodes lose everything again and again. */
class ArchivedKeyRotationTest {

    private static final MasterKey OLD = TestKeys.key("old", 1);
    private static final MasterKey NEW = TestKeys.key("new", 101);
    private static final TableSettings TABLE =
            new TableSettings("test", TableSettings.DEFAULT_TABLE, true, Duration.ofSeconds(10));

    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:rotated", "sa", "");
    private final Connection kept = connect(); // the database is there as long as anybody is connected to it
    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final KeyChain firstsKeys = TestKeys.chain("test", OLD);
    private final KeyChain secondsKeys = TestKeys.chain("test", OLD);
    private boolean isNobodys = true; // what is under a key that a server does not have
    private AppServer first;
    private AppServer second;

    @BeforeEach
    void start() {
        new TablePreparation(database::getConnection, TABLE).run();
        first = server(1, nodes, firstsKeys);
        second = server(2, nodes.stream().map(FakeNode::seenByAnother).toList(), secondsKeys);
    }

    @AfterEach
    void stop() throws SQLException {
        kept.close();
        database.dispose();
    }

    private Connection connect() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private AppServer server(int number, List<FakeNode> views, KeyChain keys) {
        RecordCodec rows = new RecordCodec(new Seal(keys, Purpose.ROW));
        ManualThreads threads = new ManualThreads(clock);
        WriteBehind archive = new WriteBehind(
                new SqlSessionTable(database::getConnection, rows, fingerprint -> isNobodys, TABLE, clock, cause -> {}),
                ArchiveSettings.of(1, Duration.ofSeconds(60)),
                new ArchiveTools(
                        clock,
                        clock::nanos,
                        threads,
                        threads,
                        threads,
                        new ManualAwaiter(clock)::await,
                        new Random(1)));
        return new AppServer(number, views, 2, clock, archive, TestKeys.trust(keys));
    }

    private static Keyset keys(MasterKey... keys) {
        return new Keyset(List.of(keys));
    }

    private void allNodesRestartEmpty() {
        nodes.forEach(FakeNode::restartEmpty);
        first.probe();
        second.probe();
    }

    private int sealOfRow(SessionId id) {
        try (PreparedStatement row =
                kept.prepareStatement("SELECT record FROM holdfast_session WHERE session_key = ?")) {
            row.setString(1, TestKeys.trust(firstsKeys).ids().key(id));
            ResultSet found = row.executeQuery();
            assertThat(found.next()).isTrue();
            return Seal.fingerprintOf(found.getBytes(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private SessionId session() {
        return first.store.create(session -> session.set("n", 0));
    }

    @Test
    void aRowUnderTheFormerFirstKeyIsFoundAndSealedUnderTheNewOneAtTheNextChange() {
        SessionId id = session();
        assertThat(sealOfRow(id)).isEqualTo(OLD.fingerprint());
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(NEW, OLD));
        allNodesRestartEmpty();
        assertThat(second.count(id, 1)).isEqualTo(id);
        assertThat(sealOfRow(id)).isEqualTo(NEW.fingerprint());
        allNodesRestartEmpty();
        assertThat(first.found(id).attributes().get("n")).isEqualTo(1);
    }

    @Test
    void noStepOfARotationLosesASessionThatTheArchiveAloneHas() {
        SessionId id = session();
        int number = 1;
        List<Runnable> steps = List.of(
                () -> firstsKeys.replace(keys(OLD, NEW)),
                () -> secondsKeys.replace(keys(OLD, NEW)),
                () -> firstsKeys.replace(keys(NEW, OLD)),
                () -> secondsKeys.replace(keys(NEW, OLD)),
                () -> clock.advance(Duration.ofMinutes(11)), // after which ids are renewed
                () -> firstsKeys.replace(keys(NEW)),
                () -> secondsKeys.replace(keys(NEW)));
        for (Runnable step : steps) {
            step.run();
            for (AppServer server : List.of(first, second)) {
                allNodesRestartEmpty();
                id = server.count(id, number++);
            }
        }
        assertThat(sealOfRow(id)).isEqualTo(NEW.fingerprint());
    }

    @Test
    void aRowUnderADroppedKeyIsNoRowUnlessAnotherServerHasIt() {
        firstsKeys.replace(keys(OLD, NEW));
        secondsKeys.replace(keys(NEW, OLD));
        SessionId id = second.store.create(session -> session.set("n", 0));
        assertThat(first.count(id, 1)).isEqualTo(id);
        assertThat(sealOfRow(id)).isEqualTo(OLD.fingerprint());
        secondsKeys.replace(keys(NEW));
        allNodesRestartEmpty();
        isNobodys = false;
        assertThat(second.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(first.found(id).attributes().get("n")).isEqualTo(1);
        firstsKeys.replace(keys(NEW));
        allNodesRestartEmpty();
        isNobodys = true;
        assertThat(second.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
    }

    /** A key that has leaked is replaced: what was under it is over, be it in the archive. */
    @Test
    void anIdUnderADroppedKeyIsNobodysWhateverTheArchiveHas() {
        SessionId id = session();
        firstsKeys.replace(keys(NEW));
        secondsKeys.replace(keys(NEW));
        allNodesRestartEmpty();
        assertThat(first.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        assertThat(second.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
    }
}
