package io.holdfast.archive.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveConfigurationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On H2, and what no database is asked about. */
class TablePreparationTest extends TablePreparationContract {

    private static final H2Memory DATABASE = new H2Memory("preparation");

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        DATABASE.run("CREATE USER poor PASSWORD 'poor'");
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Override
    protected DataSource source() {
        return DATABASE.source();
    }

    @Override
    protected DataSource poor() {
        return DATABASE.source("poor", "poor");
    }

    @Override
    protected void grant(String rights) {
        run("GRANT " + rights + " ON " + TABLE + " TO poor");
    }

    @Override
    protected DataSource wrongPassword() {
        return DATABASE.source("poor", "a-wrong-one");
    }

    @Override
    protected DataSource away() {
        JdbcDataSource nobody = new JdbcDataSource();
        nobody.setURL("jdbc:h2:tcp://127.0.0.1:1/nobody");
        return nobody;
    }

    /** A copy of what is in memory, in a file that may not be written. */
    @Override
    protected DataSource readOnly() {
        String script = directory.resolve("script.sql").toString();
        DATABASE.run("SCRIPT TO '" + script + "'");
        JdbcDataSource copy = new JdbcDataSource();
        copy.setURL("jdbc:h2:file:" + directory.resolve("copy" + System.nanoTime()));
        copy.setUser("sa");
        try (Connection connection = copy.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("RUNSCRIPT FROM '" + script + "'");
            statement.execute("SHUTDOWN"); // for the script has it stay open
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        copy.setURL(copy.getURL() + ";ACCESS_MODE_DATA=r");
        return copy;
    }

    @Override
    protected String product() {
        return "H2";
    }

    @Override
    protected String shortBytes() {
        return "VARBINARY(1000)";
    }

    @Test
    void aDatabaseThatIsNotKnownIsRefusedWithTheNamesOfThoseThatAre() {
        assertThatThrownBy(() -> Dialect.of("Oracle"))
                .isInstanceOf(ArchiveConfigurationException.class)
                .hasMessageContaining("Oracle")
                .hasMessageContaining("H2, PostgreSQL, MariaDB, MySQL");
    }

    @Test
    void aTableMayBeInASchemaOfItsOwn() {
        DATABASE.run("CREATE SCHEMA elsewhere");
        TableSettings settings = new TableSettings("/shop", "elsewhere.kept", true, Duration.ofSeconds(10));
        assertThatCode(() -> new TablePreparation(source()::getConnection, settings).run())
                .doesNotThrowAnyException();
        DATABASE.run("SELECT record FROM elsewhere.kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1st", "a.b.c", ".a", "a.", "x; DROP TABLE y", "\"quoted\"", "größe"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> new TableSettings("/shop", name, true, Duration.ofSeconds(1)))
                .isInstanceOf(ArchiveConfigurationException.class)
                .hasMessageContaining("cannot be named \"" + name + "\"");
    }

    @Test
    void aNamespaceThatTheColumnDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> new TableSettings("n".repeat(65), "kept", true, Duration.ofSeconds(1)))
                .isInstanceOf(ArchiveConfigurationException.class)
                .hasMessageContaining("1 to 64 characters");
    }
}
