package io.holdfast.cdi;

import io.holdfast.archive.ArchiveConfigurationException;
import io.holdfast.cluster.Awaiter;
import io.holdfast.config.Setting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Finds data sources in the server's JNDI. */
final class DataSources {

    /** A server that starts may start the application before what it has not been told that this needs. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();

    private DataSources() {}

    /**
     * The data source of that name, waited for a few seconds.
     *
     * @throws ArchiveConfigurationException if there is none, or something else
     */
    @SuppressWarnings("BanJNDI") // the name is of the server's own JNDI, as its setting allows no other
    static DataSource find(String name, Awaiter awaiter, LongSupplier nanos) {
        long end = nanos.getAsLong() + LONGEST_WAIT.toNanos();
        while (true) {
            try {
                Object found = InitialContext.doLookup(name);
                if (found instanceof DataSource source) {
                    return source;
                }
                throw fault(name, "is a " + found.getClass().getName() + ", not a javax.sql.DataSource");
            } catch (NameNotFoundException e) {
                if (nanos.getAsLong() > end) {
                    throw fault(name, "is not the name of anything in the server's JNDI");
                }
                awaiter.await(new CompletableFuture<>(), BETWEEN_NANOS);
            } catch (NamingException e) {
                throw fault(name, "cannot be looked up: " + e.getMessage());
            }
        }
    }

    private static ArchiveConfigurationException fault(String name, String problem) {
        return new ArchiveConfigurationException(Setting.ARCHIVE_DATASOURCE.key() + "=" + name + " " + problem
                + "; write the JNDI name of a data source of this server, such as "
                + Setting.ARCHIVE_DATASOURCE.example() + ", or remove the line to have no archive");
    }
}
