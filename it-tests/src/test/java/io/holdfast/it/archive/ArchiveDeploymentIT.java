package io.holdfast.it.archive;

import static io.holdfast.it.harness.deployment.Example.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.process.PostgresProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Archives that come and go with their application, and such as there cannot be. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ArchiveDeploymentIT {

    private static final PostgresProcess DATABASE = PostgresProcess.start();
    private static final String ARCHIVE = "holdfast.archive.datasource=" + ArchivedExample.DATA_SOURCE;

    @ArquillianResource
    private Deployer deployer;

    private final Visitor visitor = new Visitor();

    @Deployment(name = "archived", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive archived() {
        return ArchivedExample.war(DATABASE);
    }

    @Deployment(name = "no such name", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive noSuchName() {
        return ArchivedExample.war(
                "no-such-name.war",
                DATABASE.url("holdfast"),
                "holdfast",
                "holdfast.archive.datasource=java:app/jdbc/sesions");
    }

    @Deployment(name = "no data source", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive noDataSource() {
        return ArchivedExample.war(
                "no-data-source.war",
                DATABASE.url("holdfast"),
                "holdfast",
                "holdfast.archive.datasource=java:app/AppName");
    }

    @Deployment(name = "no rights", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive noRights() {
        return ArchivedExample.war("no-rights.war", DATABASE.url("guest"), "guest", ARCHIVE);
    }

    @Deployment(name = "nobody home", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive nobodyHome() {
        int nobody = io.holdfast.testing.MemcachedProcess.freePort();
        return ArchivedExample.war(
                "nobody-home.war", "jdbc:postgresql://127.0.0.1:" + nobody + "/postgres", "holdfast", ARCHIVE);
    }

    @BeforeEach
    void nodesAreThere() {
        IntStream.range(0, Nodes.count()).forEach(Nodes::ensureRunning);
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DATABASE.url("holdfast"));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private void assertRefused(String deployment, String... saying) {
        assertThatThrownBy(() -> deployer.deploy(deployment)).satisfies(thrown -> {
            for (String each : saying) {
                assertThat(thrown).hasStackTraceContaining(each);
            }
        });
    }

    @Test
    void whatWaitsIsArchivedWhenTheApplicationIsUndeployed() {
        deployer.deploy("archived");
        visitor.read(A, "api/login?user=ada");
        for (int i = 1; i <= 3; i++) {
            visitor.read(A, "api/hit");
        }
        deployer.undeploy("archived");
        IntStream.range(0, Nodes.count()).forEach(i -> Nodes.get(i).kill());
        nodesAreThere();
        deployer.deploy("archived");
        try {
            assertThat(visitor.read(A, "api/read")).contains("\"user\":\"ada\",\"counter\":3");
        } finally {
            deployer.undeploy("archived");
        }
    }

    @Test
    void aNameThatNamesNothingIsToldAtDeployment() {
        assertRefused(
                "no such name", "holdfast.archive.datasource=java:app/jdbc/sesions", "is not the name of anything");
    }

    @Test
    void aNameOfSomethingElseIsToldAtDeployment() {
        assertRefused("no data source", "holdfast.archive.datasource=java:app/AppName", "not a javax.sql.DataSource");
    }

    @Test
    void aUserWithoutRightsIsToldAtDeploymentWhatToDo() throws SQLException {
        run("DROP TABLE IF EXISTS holdfast_session", "DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN");
        assertRefused("no rights", "holdfast_session", "could not be made", "CREATE TABLE");
    }

    @Test
    void aDatabaseThatIsAwayKeepsNoApplicationFromStarting() {
        deployer.deploy("nobody home");
        try {
            assertThat(visitor.read(A, "api/login?user=ada")).contains("\"user\":\"ada\"");
            assertThat(visitor.read(A, "api/hit")).contains("\"counter\":1");
        } finally {
            deployer.undeploy("nobody home");
        }
    }
}
