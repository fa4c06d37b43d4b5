package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.entry;
import static io.holdfast.archive.ArchiveRecords.live;
import static io.holdfast.archive.TableSettings.DEFAULT_TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testing.LogLines;
import io.holdfast.testing.ManualClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on a database, whose rows are made older rather than its clock moved. */
public abstract class SqlTableContract extends SessionTableContract {

    private static final TableSettings SETTINGS =
            new TableSettings(NAMESPACE, DEFAULT_TABLE, true, Duration.ofSeconds(10));

    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock();

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
        return new SqlSessionTable(source()::getConnection, settings, clock, unreadable::add);
    }

    @Override
    protected void pass(Duration time) {
        update("UPDATE " + DEFAULT_TABLE + " SET expires_at = expires_at - " + time.toSeconds());
    }

    @Override
    protected void damage(String key) {
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
    void rowsThatCannotBeReadAreToldOfEachAndLoggedOnceAMinuteWithoutTheirKeys() {
        merge(entry(KEY, live("a:user", "ada", 1, 1)));
        damage(KEY);
        try (LogLines log = LogLines.of(SqlSessionTable.class)) {
            row(KEY);
            row(KEY);
            assertThat(unreadable).hasSize(2).containsOnly("changed since it was written, or another session's");
            assertThat(log.all()).hasSize(1);
            assertThat(log.all().get(0))
                    .startsWith("WARNING")
                    .contains("the archive's table holdfast_session", unreadable.get(0))
                    .doesNotContain(KEY);

            overwrite(KEY, bytes -> bytes[2] = 99);
            row(KEY);
            assertThat(log.all()).hasSize(2);
            assertThat(unreadable.get(2)).isEqualTo("written by a newer Holdfast");

            clock.advance(Duration.ofMinutes(1));
            row(KEY);
            assertThat(log.all()).hasSize(3);
        }
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
            SessionTable onIt = new SqlSessionTable(Lending.of(lent)::getConnection, SETTINGS, clock, unreadable::add);
            onIt.merge(List.of(entry(KEY, live("a:user", "ada", 1, 1))));

            assertThat(row(KEY)).as("committed").isNotNull();
            assertThat(lent.getAutoCommit()).isFalse();
            assertThat(lent.getNetworkTimeout()).isEqualTo(silence);
            lent.rollback();
            lent.setAutoCommit(true);
        }
    }
}
