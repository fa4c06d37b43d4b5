package io.holdfast.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.it.harness.process.PostgresProcess;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The attacks, on a real PostgreSQL. */
class PostgresTableAttackIT extends TableAttackContract {

    private static PostgresProcess postgres;
    private static HikariDataSource source;

    @BeforeAll
    static void startDatabase() {
        postgres = PostgresProcess.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.url("holdfast"));
        source = new HikariDataSource(config);
    }

    @AfterAll
    static void stopDatabase() {
        source.close();
        postgres.close();
    }

    @Override
    protected DataSource source() {
        return source;
    }
}
