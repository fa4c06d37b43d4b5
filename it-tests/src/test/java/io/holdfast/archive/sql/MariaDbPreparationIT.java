package io.holdfast.archive.sql;

import io.holdfast.it.harness.process.MariaDbProcess;
import io.holdfast.testing.MemcachedProcess;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/** On MariaDB. */
class MariaDbPreparationIT extends TablePreparationContract {

    private static MariaDbProcess mariaDb;

    @BeforeAll
    static void start() {
        mariaDb = MariaDbProcess.start();
    }

    @AfterAll
    static void stop() {
        mariaDb.close();
    }

    /** Rights on a table outlive it. */
    @BeforeEach
    void forgetRights() {
        run("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'poor'", "GRANT EXECUTE ON holdfast.* TO poor@'%'");
    }

    private static DataSource of(String url) {
        try {
            return new MariaDbDataSource(url);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected DataSource source() {
        return of(mariaDb.url("holdfast", "holdfast"));
    }

    @Override
    protected DataSource poor() {
        return of(mariaDb.url("poor", "poor"));
    }

    @Override
    protected void grant(String rights) {
        run("GRANT " + rights + " ON holdfast." + TABLE + " TO poor@'%'");
    }

    @Override
    protected DataSource wrongPassword() {
        return of(mariaDb.url("poor", "a-wrong-one"));
    }

    @Override
    protected DataSource away() {
        return of("jdbc:mariadb://127.0.0.1:" + MemcachedProcess.freePort() + "/holdfast?user=holdfast");
    }

    @Override
    protected DataSource readOnly() {
        return of(mariaDb.url("holdfast", "holdfast") + "&sessionVariables=tx_read_only=1");
    }

    @Override
    protected String product() {
        return "MariaDB";
    }

    @Override
    protected String shortBytes() {
        return "BLOB";
    }

    @Test
    void aKeyThatDoesNotTellCapitalsFromSmallLettersIsRefused() {
        run(
                "CREATE TABLE " + TABLE + " (session_key VARCHAR(80) COLLATE utf8mb4_general_ci PRIMARY KEY,"
                        + " namespace VARCHAR(64) NOT NULL, version BIGINT, ended SMALLINT, expires_at BIGINT, record LONGBLOB)");
        refusal(source(), false).hasMessageContaining("give it a binary collation");
    }
}
