package io.holdfast.archive.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveConfigurationException;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ConcurrentTasks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of tables that do not fit, on any database. */
public abstract class TablePreparationContract {

    static final String TABLE = "archive_of_test";

    /** As a user who may do everything. */
    protected abstract DataSource source();

    /** As a user called {@code poor}, whom {@link #grant} gives rights. */
    protected abstract DataSource poor();

    /** Gives the user {@code poor} rights on the table, such as {@code SELECT, INSERT}. */
    protected abstract void grant(String rights);

    /** As that user with a wrong password. */
    protected abstract DataSource wrongPassword();

    /** Of a database that nobody listens for. */
    protected abstract DataSource away();

    /** For reading only, as a standby is; has the table if {@link #source} has it. */
    protected abstract DataSource readOnly();

    /** The product's name. */
    protected abstract String product();

    /** The type of a column that takes some bytes, but too few. */
    protected abstract String shortBytes();

    @AfterEach
    void dropTable() {
        run("DROP TABLE IF EXISTS " + TABLE);
    }

    private static TablePreparation preparation(DataSource source, boolean isCreated) {
        return new TablePreparation(
                source::getConnection, new TableSettings("/shop", TABLE, isCreated, Duration.ofSeconds(10)));
    }

    final void run(String... statements) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int count() throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + TABLE)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Set<String> indexes() throws SQLException {
        Set<String> names = new HashSet<>();
        try (Connection connection = source().getConnection()) {
            for (String name : Set.of(TABLE, TABLE.toUpperCase(Locale.ROOT))) {
                ResultSet found = connection.getMetaData().getIndexInfo(null, null, name, false, true);
                while (found.next()) {
                    names.add(found.getString("INDEX_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    final AbstractThrowableAssert<?, ? extends Throwable> refusal(DataSource source, boolean isCreated) {
        return assertThatThrownBy(() -> preparation(source, isCreated).run())
                .isInstanceOf(ArchiveConfigurationException.class)
                .hasNoCause()
                .hasMessageContaining("archive's ");
    }

    @Test
    void tableAndIndexAreMadeOnceAndWhatIsInThemStays() throws SQLException {
        preparation(source(), true).run();
        assertThat(indexes()).contains(TABLE + "_expires");
        assertThat(count()).as("what the trial left").isZero();

        run("INSERT INTO " + TABLE + " (session_key, namespace, version, ended, expires_at, record)"
                + " VALUES ('k', 'n', 1, 0, 0, '')");
        preparation(source(), true).run();
        preparation(source(), false).run();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void severalServersMayMakeTheTableAtOnce() throws Exception {
        ConcurrentTasks.of(6).run(member -> preparation(source(), true).run());
        assertThat(indexes()).contains(TABLE + "_expires");
    }

    @Test
    void aMissingTableThatIsNotToBeMadeIsSaidWithItsScript() {
        refusal(source(), false)
                .hasMessageContaining(TABLE + " is not there (" + product() + ")")
                .hasMessageContaining("Create it: CREATE TABLE IF NOT EXISTS " + TABLE + " ( session_key");
    }

    @Test
    void aUserWhoMayNotMakeTheTableIsToldSoWithItsScript() {
        refusal(poor(), true)
                .hasMessageContaining(TABLE)
                .hasMessageContaining(product())
                .hasMessageContaining("CREATE TABLE IF NOT EXISTS " + TABLE + " ( session_key");
    }

    @Test
    void eachRightThatIsMissingIsNamed() {
        preparation(source(), true).run();
        refusal(poor(), true).hasMessageContaining("right to SELECT in the archive's table " + TABLE);
        grant("SELECT");
        refusal(poor(), true).hasMessageContaining("right to UPDATE");
        grant("UPDATE");
        refusal(poor(), true)
                .hasMessageContaining("right to DELETE")
                .hasMessageContaining("Grant it: GRANT SELECT, INSERT, UPDATE, DELETE ON " + TABLE);
        grant("DELETE");
        refusal(poor(), true).hasMessageContaining("right to INSERT").hasMessageContaining(product());
        grant("INSERT");
        preparation(poor(), true).run();
    }

    @Test
    void missingColumnsAreNamedAllAtOnce() {
        run("CREATE TABLE " + TABLE + " (session_key VARCHAR(80) PRIMARY KEY, namespace VARCHAR(64), ended SMALLINT,"
                + " expires_at BIGINT)");
        refusal(source(), true)
                .hasMessageContaining("does not fit (" + product() + ")")
                .hasMessageContaining(
                        "column version (BIGINT) is missing; column record (bytes, 16000000 or more) is missing")
                .hasMessageContaining("CREATE TABLE");
    }

    @Test
    void columnsOfAnotherTypeOrTooShortAreNamedAllAtOnce() {
        run("CREATE TABLE " + TABLE
                + " (session_key VARCHAR(40) PRIMARY KEY, namespace VARCHAR(64), version VARCHAR(9),"
                + " ended SMALLINT, expires_at BIGINT, record " + shortBytes() + ")");
        refusal(source(), false)
                .hasMessageContaining("column session_key is ")
                .hasMessageContaining("(40), not VARCHAR(80); column version is ")
                .hasMessageContaining("not BIGINT; column record is ")
                .hasMessageContaining("not bytes, 16000000 or more")
                .hasMessageContaining("Alter it, or rename it and create it anew: CREATE TABLE");
    }

    @Test
    void aTableWithoutAPrimaryKeyIsRefused() throws SQLException {
        run(Dialect.of(product()).script(TABLE).get(0).replace(" PRIMARY KEY", ""));
        refusal(source(), false).hasMessageContaining("session_key is not its primary key");
        assertThat(count()).isZero();
    }

    @Test
    void aColumnOfOnesOwnThatWantsAValueIsRefused() {
        preparation(source(), true).run();
        run("ALTER TABLE " + TABLE + " ADD COLUMN shop VARCHAR(9) NOT NULL");
        refusal(source(), false).hasMessageContaining("must allow NULL or have a default");
    }

    @Test
    void aDatabaseThatIsAwayIsNoFaultOfTheConfiguration() {
        assertThatThrownBy(() -> preparation(away(), true).run())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void aDatabaseThatCanOnlyBeReadIsSaidToBeSoWhetherOrNotItHasTheTable() {
        refusal(readOnly(), true).hasMessageContaining("can only be read").hasMessageContaining("name the primary");
        preparation(source(), true).run();
        refusal(readOnly(), false).hasMessageContaining("can only be read").hasMessageContaining("name the primary");
    }

    @Test
    void aWrongPasswordIsAFaultOfTheConfiguration() {
        refusal(wrongPassword(), true)
                .hasMessageContaining("does not let the data source in")
                .hasMessageNotContaining("a-wrong-one");
    }
}
