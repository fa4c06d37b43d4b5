package io.holdfast.archive.sql;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;

/** The contract, on the H2 that WildFly ships. */
class H2SessionTableTest extends SqlTableContract {

    private static final H2Memory DATABASE = new H2Memory("contract");

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Override
    protected DataSource source() {
        return DATABASE.source();
    }
}
