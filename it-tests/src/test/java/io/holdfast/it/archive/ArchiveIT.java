package io.holdfast.it.archive;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.session.EndsServlet;
import io.holdfast.it.harness.deployment.Example;
import io.holdfast.it.harness.http.Health;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.process.ArchiveDatabase;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.testing.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers, three nodes and a database. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ArchiveIT {

    private static final ArchiveDatabase DATABASE = new ArchiveDatabase();
    private static final URI MANAGEMENT = URI.create(System.getProperty("server-a.health"));

    private final Visitor visitor = new Visitor();

    @Deployment(name = "driver-a", order = 1, testable = false)
    @TargetsContainer("a")
    static JavaArchive driverOnA() {
        return driver();
    }

    @Deployment(name = "driver-b", order = 1, testable = false)
    @TargetsContainer("b")
    static JavaArchive driverOnB() {
        return driver();
    }

    @Deployment(name = "database-a", order = 2, testable = false)
    @TargetsContainer("a")
    static JavaArchive databaseOnA() {
        return database();
    }

    @Deployment(name = "database-b", order = 2, testable = false)
    @TargetsContainer("b")
    static JavaArchive databaseOnB() {
        return database();
    }

    @Deployment(name = "on-a", order = 3, testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return archived();
    }

    @Deployment(name = "on-b", order = 3, testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return archived();
    }

    private static JavaArchive driver() {
        return ShrinkWrap.create(ZipImporter.class, ArchiveDatabase.DRIVER)
                .importFrom(ArchiveDatabase.driver().toFile())
                .as(JavaArchive.class);
    }

    private static JavaArchive database() {
        return ShrinkWrap.create(JavaArchive.class, "database.jar")
                .addAsManifestResource(new StringAsset(DATABASE.dataSource()), ArchiveDatabase.DATA_SOURCE);
    }

    private static WebArchive archived() {
        return Example.war(
                        "example.war",
                        "holdfast.nodes=" + Nodes.setting(),
                        "holdfast.archive.datasource=" + ArchiveDatabase.JNDI_NAME)
                .addClass(EndsServlet.class);
    }

    @BeforeEach
    void allIsWell() {
        allNodes(Nodes::ensureRunning);
        Health.awaitAllNodes("UP");
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    private static void allNodes(IntConsumer action) {
        IntStream.range(0, Nodes.count()).forEach(action);
    }

    private static void loseAllNodes() {
        allNodes(i -> Nodes.get(i).kill());
        allNodes(i -> Nodes.get(i).restart());
        Health.awaitAllNodes("UP");
    }

    private static void await(String what, BooleanSupplier condition) {
        Eventually.await(what, Duration.ofSeconds(90), condition);
    }

    private String health() {
        return visitor.ask(MANAGEMENT, "health/ready").body();
    }

    private boolean archiveIs(String state) {
        return health().matches(".*\"holdfast-archive\"[^}]*\"state\":\"" + state + "\".*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "cdi"})
    void whoIsLoggedInStaysSoWhenAllNodesLoseEverything(String api) {
        String query = "?api=" + api;
        visitor.read(A, "api/login" + query + "&user=ada");
        for (int i = 1; i <= 10; i++) {
            visitor.read(i % 2 == 0 ? A : B, "api/hit" + query);
        }
        loseAllNodes();
        assertThat(visitor.read(B, "api/read" + query)).contains("\"user\":\"ada\"");
        assertThat(visitor.read(A, "api/hit" + query)).contains("\"user\":\"ada\",\"counter\":11");
    }

    @Test
    void aLogoutIsNotUndoneWhenAllNodesLoseEverything() {
        visitor.read(A, "api/login?user=ada");
        String cookie = visitor.cookie();
        visitor.read(B, "api/logout");
        loseAllNodes();
        Visitor again = Visitor.withCookies("JSESSIONID=" + cookie);
        assertThat(again.read(A, "api/read")).contains("\"user\":null");
        assertThat(again.read(B, "api/read")).contains("\"user\":null");
    }

    @Test
    void withoutAnyNodeEverythingGoesOnInTheArchive() {
        visitor.read(A, "api/login?user=ada");
        visitor.read(A, "api/hit");
        allNodes(i -> Nodes.get(i).kill());
        Health.awaitAllNodes("DOWN");
        assertThat(visitor.ask(MANAGEMENT, "health/ready").statusCode()).isEqualTo(200);
        assertThat(health()).contains("\"serves\":true");
        assertThat(visitor.read(B, "api/hit")).contains("\"user\":\"ada\",\"counter\":2");
        assertThat(visitor.read(A, "api/hit")).contains("\"user\":\"ada\",\"counter\":3");
        Visitor other = new Visitor();
        assertThat(other.read(B, "api/login?user=grace")).contains("\"user\":\"grace\"");
        assertThat(other.read(A, "api/read")).contains("\"user\":\"grace\"");
        String cookie = other.cookie();
        other.read(A, "api/logout");

        allNodes(Nodes::ensureRunning);
        Health.awaitAllNodes("UP");
        assertThat(visitor.read(A, "api/hit")).contains("\"user\":\"ada\",\"counter\":4");
        assertThat(Visitor.withCookies("JSESSIONID=" + cookie).read(B, "api/read"))
                .contains("\"user\":null");
    }

    @Test
    void withoutItsDatabaseEverythingGoesOnAndHealthSaysSo() {
        visitor.read(A, "api/login?user=ada");
        DATABASE.kill();
        try {
            for (int i = 1; i <= 25; i++) {
                assertThat(visitor.read(i % 2 == 0 ? A : B, "api/hit")).contains("\"counter\":" + i);
            }
            assertThat(new Visitor().read(A, "api/login?user=grace")).contains("\"user\":\"grace\"");
            await("the archive DOWN", () -> archiveIs("DOWN"));
            assertThat(visitor.ask(MANAGEMENT, "health/ready").statusCode()).isEqualTo(200);
        } finally {
            DATABASE.restart();
        }
        await("the archive UP", () -> archiveIs("UP") && health().contains("\"waiting\":0"));
        loseAllNodes();
        assertThat(visitor.read(B, "api/hit")).contains("\"user\":\"ada\"");
    }

    @Test
    void aSessionThatTimesOutWhileNobodyAsksIsToldOfOnce() {
        visitor.read(A, "trial/set?name=name&value=ada");
        visitor.read(B, "trial/timeout?seconds=2");
        Visitor watcher = new Visitor();
        await("the end is told", () -> (watcher.read(A, "ends") + watcher.read(B, "ends")).contains("<ada>"));
        assertThat(watcher.read(A, "ends") + watcher.read(B, "ends")).containsOnlyOnce("<ada>");
        assertThat(visitor.read(A, "trial/attributes")).doesNotContain("ada");
    }
}
