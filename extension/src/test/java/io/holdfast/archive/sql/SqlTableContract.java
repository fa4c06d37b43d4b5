package io.holdfast.archive.sql;

import static io.holdfast.archive.ArchiveRecords.TTL;
import static io.holdfast.archive.ArchiveRecords.ended;
import static io.holdfast.archive.ArchiveRecords.entry;
import static io.holdfast.archive.ArchiveRecords.live;
import static io.holdfast.archive.ArchiveRecords.text;
import static io.holdfast.archive.sql.TableSettings.DEFAULT_TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveRecords;
import io.holdfast.archive.SessionTable;
import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.archive.SessionTable.Row;
import io.holdfast.archive.SessionTableContract;
import io.holdfast.keys.NewerFormat;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Validity;
import io.holdfast.store.StrangeKeys;
import io.holdfast.testing.LogLines;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on a database, whose rows are made older rather than its clock moved. */
public abstract class SqlTableContract extends SessionTableContract {

    private static final TableSettings SETTINGS =
            new TableSettings(NAMESPACE, DEFAULT_TABLE, true, Duration.ofSeconds(10));

    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock();
    private boolean isNobodys; // what is sealed under a key that is not known here

    /** Of the database that the tests of this class have to themselves. */
    protected abstract DataSource source();

    @BeforeEach
    void prepare() {
        new TablePreparation(source()::getConnection, SETTINGS).run();
        update("DELETE FROM " + DEFAULT_TABLE);
    }

    @Override
    protected SessionTable newTable(String namespace) {
        TableSettings settings = new TableSettings(namespace, DEFAULT_TABLE, false, Duration.ofSeconds(10));
        RecordCodec codec = namespace.equals(NAMESPACE)
                ? TestKeys.ROWS
                : new RecordCodec(new Seal(TestKeys.chain(namespace, TestKeys.key("k1", 1)), Purpose.ROW));
        return new SqlSessionTable(
                source()::getConnection, codec, fingerprint -> isNobodys, settings, clock, unreadable::add);
    }

    @Override
    protected void pass(Duration time) {
        update("UPDATE " + DEFAULT_TABLE + " SET expires_at = expires_at - " + time.toSeconds());
    }

    @Override
    protected void damage(String key) {
        overwrite(key, SqlTableContract::sealedUnderAnotherKey);
    }

    /** As it says; once more and it is as before. */
    private static void sealedUnderAnotherKey(byte[] bytes) {
        bytes[4] ^= 1;
    }

    private void forge(String key) {
        overwrite(key, bytes -> bytes[bytes.length / 2] ^= 1);
    }

    /** Changes what a row holds, with no word to its version. */
    void overwrite(String key, Consumer<byte[]> change) {
        try (Connection connection = source().getConnection();
                PreparedStatement read =
                        connection.prepareStatement("SELECT record FROM holdfast_session WHERE session_key = ?");
                PreparedStatement write =
                        connection.prepareStatement("UPDATE holdfast_session SET record = ? WHERE session_key = ?")) {
            read.setString(1, key);
            ResultSet row = read.executeQuery();
            row.next();
            byte[] bytes = row.getBytes(1);
            change.accept(bytes);
            write.setBytes(1, bytes);
            write.setString(2, key);
            assertThat(write.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected int rows() {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + DEFAULT_TABLE)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void update(String sql) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rowsThatCannotBeReadAreToldOfEachTimeAndLoggedOnceAnHourWithTheirKeysAndARemedy() {
        merge(entry(KEY, live("a:user", "ada", 1, 1)));
        damage(KEY);
        try (LogLines log = LogLines.of(UnreadableRows.class)) {
            for (int i = 0; i < 50; i++) {
                row(KEY);
            }
            assertThat(unreadable)
                    .hasSize(50)
                    .containsOnly("sealed under a key that is not configured here (holdfast.keys)");
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("the archive's table holdfast_session", "session_key " + KEY, unreadable.get(0))
                    .contains("503", "restored", "deleted");

            overwrite(KEY, bytes -> {
                sealedUnderAnotherKey(bytes);
                byte[] newer = NewerFormat.of(TestKeys.CHAIN, Purpose.ROW, KEY, bytes);
                System.arraycopy(newer, 0, bytes, 0, bytes.length);
            });
            clock.advance(Duration.ofHours(1));
            row(KEY);
            assertThat(log.all()).hasSize(2);
            assertThat(unreadable.get(50)).isEqualTo("written by a newer Holdfast");
        }
    }

    @Test
    void aRowThatIsNotAuthenticIsNoRowIsToldOfAndWrittenOver() {
        merge(entry(KEY, live("a:user", "ada", 1, 1)));
        forge(KEY);
        try (LogLines log = LogLines.of(UnreadableRows.class)) {
            assertThat(row(KEY)).isNull();
            assertThat(unreadable).containsOnly("changed since it was written, or another session's, or a node's");
            assertThat(log.all()).singleElement().asString().contains("session_key " + KEY, "counts as none");
        }
        merge(entry(KEY, live("a:user", "eve", 1, 2)));
        assertThat(text((Live) row(KEY).record().orElseThrow(), "a:user")).isEqualTo("eve");
    }

    @Test
    void aNodesCopyIsNoRow() {
        merge(entry(KEY, live("a:user", "ada", 1, 1)));
        byte[] copy = TestKeys.NODES.encode(KEY, live("a:user", "ada", 1, 1)).bytes();
        overwrite(KEY, bytes -> System.arraycopy(copy, 0, bytes, 0, bytes.length));
        assertThat(row(KEY)).isNull();
    }

    @Test
    void ofManyRowsThatCannotBeReadSomeAreLogged() {
        List<String> keys = IntStream.range(0, 50)
                .mapToObj(i -> ArchiveRecords.key("k" + i))
                .toList();
        table.merge(keys.stream()
                .map(key -> entry(key, live("a:user", "ada", 1, 1)))
                .toList());
        keys.forEach(this::damage);
        try (LogLines log = LogLines.of(UnreadableRows.class)) {
            assertThat(other.find(keys).values()).allMatch(row -> row.record().isEmpty());
            assertThat(log.all()).hasSize(UnreadableRows.MOST_LOGGED).doesNotHaveDuplicates();
        }
        assertThat(unreadable).hasSize(50);
    }

    @Test
    void aRowUnderAKeyThatNoServerHasIsNoRowIsToldOfAndWrittenOver() {
        isNobodys = true;
        merge(entry(KEY, live("a:user", "ada", 1, 1)));
        damage(KEY);
        try (LogLines log = LogLines.of(UnreadableRows.class)) {
            assertThat(row(KEY)).isNull();
            assertThat(row(KEY)).isNull();
            assertThat(log.all()).singleElement().asString().contains("no application server has", "counts as none");
        }
        merge(entry(KEY, live("a:user", "eve", 1, 2)));
        assertThat(text((Live) row(KEY).record().orElseThrow(), "a:user")).isEqualTo("eve");
    }

    @Test
    void whatARowIsTellsItsSealAndNoOtherColumnAndThoseAreSetRight() {
        SessionRecord merged = merge(entry(KEY, live("a:user", "ada", 1, 1)));
        update("UPDATE holdfast_session SET ended = 1, namespace = '/other'");
        assertThat(row(KEY).record()).contains(merged);
        assertThat(merge(entry(KEY, live("a:user", "ada", 1, 1)))).isEqualTo(merged);
        update("DELETE FROM holdfast_session WHERE ended = 1 OR namespace <> '/shop'");
        assertThat(row(KEY).record()).contains(merged);

        SessionRecord end = merge(new Entry(KEY, ended(5), 600));
        update("UPDATE holdfast_session SET ended = 0, namespace = ''");
        assertThat(row(KEY).record()).contains(end);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void aRowWhoseTimeIsSaidToBeOverLivesAsLongAsItsSealLeavesNoDoubt() {
        long now = clock.millis();
        Validity lately = new Validity(now, now, now + 2_000_000);
        SessionRecord merged = merge(entry(KEY, live("a:user", "ada", 1, 1).with(lately)));
        update("UPDATE holdfast_session SET expires_at = 1");
        clock.advance(Duration.ofSeconds(TTL - 10));
        assertThat(row(KEY)).isEqualTo(new Row(Optional.of(merged), 10));
        assertThat(ending(KEY).secondsLeft()).hasValue(10);
        clock.advance(Duration.ofSeconds(11));
        assertThat(row(KEY)).isNull();

        SessionRecord end = merge(new Entry(KEY, ended(5), 600));
        assertThat(end).isInstanceOf(Tombstone.class);
        update("UPDATE holdfast_session SET expires_at = 1");
        assertThat(row(KEY).record()).as("while old bytes are believed").contains(end);
        clock.advance(Duration.ofHours(1));
        assertThat(row(KEY)).isNull();
    }

    @Test
    void whatTheDatabaseSaysIsToldWithoutTheSession() {
        update("ALTER TABLE holdfast_session RENAME TO somewhere_else");
        try {
            assertThatThrownBy(() -> table.find(List.of(KEY)))
                    .isInstanceOf(ArchiveException.class)
                    .hasNoCause()
                    .hasMessageContaining("table holdfast_session could not be read")
                    .hasMessageContaining("SQLState 42");
            assertThatThrownBy(() -> merge(entry(KEY, live("a:user", "ada", 1, 1))))
                    .hasMessageContaining("could not be written");
        } finally {
            update("ALTER TABLE somewhere_else RENAME TO holdfast_session");
        }
    }

    @Test
    void aRowThatTheDatabaseRefusesIsNotQuoted() {
        String endless = "hf:" + "k".repeat(100);
        assertThatThrownBy(() -> merge(entry(endless, live("a:user", "ada", 1, 1))))
                .isInstanceOf(ArchiveException.class)
                .hasNoCause()
                .hasMessageContaining("it does not take the values")
                .hasMessageNotContaining("kkk");
    }

    @Test
    void aConnectionThatIsNotInAutocommitComesBackAsItWas() throws SQLException {
        try (Connection lent = source().getConnection()) {
            lent.setAutoCommit(false);
            int silence = lent.getNetworkTimeout();
            SessionTable onIt = new SqlSessionTable(
                    SingleConnectionDataSource.of(lent)::getConnection,
                    TestKeys.ROWS,
                    StrangeKeys.NOBODYS,
                    SETTINGS,
                    clock,
                    unreadable::add);
            onIt.merge(List.of(entry(KEY, live("a:user", "ada", 1, 1))));

            assertThat(row(KEY)).as("committed").isNotNull();
            assertThat(lent.getAutoCommit()).isFalse();
            assertThat(lent.getNetworkTimeout()).isEqualTo(silence);
            lent.rollback();
            lent.setAutoCommit(true);
        }
    }
}
