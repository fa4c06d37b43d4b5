package io.holdfast.store;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;

/** The attacks, on H2. */
class H2TableAttackTest extends TableAttackContract {

    private static final JdbcConnectionPool POOL =
            JdbcConnectionPool.create("jdbc:h2:mem:attacked;DB_CLOSE_DELAY=-1", "sa", "");

    @AfterAll
    static void stopDatabase() {
        POOL.dispose();
    }

    @Override
    protected DataSource source() {
        return POOL;
    }
}
