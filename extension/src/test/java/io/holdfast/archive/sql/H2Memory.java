package io.holdfast.archive.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in this process' memory, gone when it is closed. */
public final class H2Memory implements AutoCloseable {

    private final String url;
    private final JdbcConnectionPool pool;

    public H2Memory(String name) {
        url = "jdbc:h2:mem:" + name;
        pool = JdbcConnectionPool.create(url + ";DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(20);
    }

    public DataSource source() {
        return pool;
    }

    /** As another user, one connection each time. */
    public DataSource source(String user, String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    public void run(String... statements) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run("SHUTDOWN");
        pool.dispose();
    }
}
