package io.holdfast.archive.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.archive.Pool;
import io.holdfast.it.harness.process.PostgresProcess;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on a real PostgreSQL. */
class PostgresTableIT extends SqlTableContract {

    private static PostgresProcess postgres;
    private static HikariDataSource source;

    @BeforeAll
    static void start() {
        postgres = PostgresProcess.start();
        source = Pool.of(postgres.url("holdfast"), 16);
    }

    @AfterAll
    static void stop() {
        source.close();
        postgres.close();
    }

    @Override
    protected DataSource source() {
        return source;
    }
}
