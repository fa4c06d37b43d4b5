package io.holdfast.it.harness.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A PostgreSQL that WildFly servers archive in, and what they have to be given to find it. */
public final class ArchiveDatabase implements AutoCloseable {

    /** Where servers find it that have been given {@link #deployments}. */
    public static final String JNDI_NAME = "java:jboss/datasources/SessionsDS";

    /** The name of the data source's file. */
    public static final String DATA_SOURCE = "sessions-ds.xml";

    /** The name of the driver's file. */
    public static final String DRIVER = "postgresql.jar";

    private final PostgresProcess process = PostgresProcess.startDurable();

    /** The driver and the data source, as files for a server's folder of deployments. */
    public List<Path> deployments(Path folder) throws IOException {
        Path driver = folder.resolve(DRIVER);
        Path dataSource = folder.resolve(DATA_SOURCE);
        Files.copy(driver(), driver, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(dataSource, dataSource());
        return List.of(driver, dataSource);
    }

    /** The data source as WildFly reads it; to be deployed in a file of that name, after the driver. */
    public String dataSource() {
        String text = """
                <datasources>
                  <datasource jndi-name="{name}" pool-name="SessionsDS">
                    <connection-url>{url}</connection-url>
                    <driver>{driver}</driver>
                    <validation>
                      <check-valid-connection-sql>SELECT 1</check-valid-connection-sql>
                      <validate-on-match>true</validate-on-match>
                    </validation>
                  </datasource>
                </datasources>
                """;
        return text.replace("{name}", JNDI_NAME)
                .replace("{url}", process.url("holdfast"))
                .replace("{driver}", DRIVER);
    }

    /** That of the tests, to be deployed as {@link #DRIVER}. */
    public static Path driver() {
        try {
            return Path.of(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Starts it again, with what it holds. */
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
