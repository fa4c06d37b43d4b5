package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.entry;
import static io.holdfast.archive.ArchiveRecords.key;
import static io.holdfast.archive.ArchiveRecords.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.sql.H2Memory;
import io.holdfast.archive.sql.SqlSessionTable;
import io.holdfast.archive.sql.TablePreparation;
import io.holdfast.archive.sql.TableSettings;
import io.holdfast.store.StrangeKeys;
import io.holdfast.testing.TestKeys;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SacrificedReadTest {

    private static final TableSettings SETTINGS =
            new TableSettings("/shop", TableSettings.DEFAULT_TABLE, true, Duration.ofSeconds(10));

    @Test
    void anEntryWhoseSecondReadIsSacrificedIsWrittenAllTheSame() {
        try (H2Memory h2 = new H2Memory("review")) {
            DataSource real = h2.source();
            new TablePreparation(real::getConnection, SETTINGS).run();
            SessionTable other = new SqlSessionTable(
                    real::getConnection,
                    TestKeys.ROWS,
                    StrangeKeys.NOBODYS,
                    SETTINGS,
                    InstantSource.system(),
                    cause -> {});
            other.merge(List.of(entry(key("a"), live("a:x", "1", 1, 1))));
            AtomicInteger updates = new AtomicInteger();
            AtomicInteger selects = new AtomicInteger();
            DataSource source = (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (p, m, args) -> {
                        Connection lent = real.getConnection();
                        return Proxy.newProxyInstance(
                                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (q, n, values) -> {
                                    if (n.getName().equals("prepareStatement")) {
                                        String sql = (String) values[0];
                                        if (sql.startsWith("UPDATE") && updates.incrementAndGet() == 1) {
                                            other.merge(List.of(entry(key("a"), live("a:y", "2", 2, 1))));
                                        }
                                        if (sql.startsWith("SELECT session_key") && selects.incrementAndGet() == 2) {
                                            throw new SQLException("could not serialize", "40001");
                                        }
                                    }
                                    try {
                                        return n.invoke(lent, values);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
                    });
            SessionTable table = new SqlSessionTable(
                    source::getConnection,
                    TestKeys.ROWS,
                    StrangeKeys.NOBODYS,
                    SETTINGS,
                    InstantSource.system(),
                    cause -> {});
            assertThat(table.merge(List.of(entry(key("a"), live("a:z", "3", 3, 1)))))
                    .as("what the row holds; missing means unreadable, and is dropped")
                    .containsKey(key("a"));
        }
    }
}
