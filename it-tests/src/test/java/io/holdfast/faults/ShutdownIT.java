package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.process.ArchiveDatabase;
import io.holdfast.it.harness.server.Ports;
import io.holdfast.testing.MemcachedProcess;
import java.io.File;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are told to stop, as at each new release. */
class ShutdownIT {

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void whatWaitsIsArchivedWhenTheServerIsToldToStop(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        Wildfly.ServerHome serverHome = new Wildfly.ServerHome(
                Path.of(System.getProperty("wildfly.home")), exampleThatNamesIts(folder), folder);
        try (ArchiveDatabase database = new ArchiveDatabase();
                MemcachedProcess node = MemcachedProcess.start();
                Wildfly server = new Wildfly(
                        serverHome.with(database.deployments(folder)),
                        "server",
                        Ports.freeOffset(3000),
                        Map.of(
                                "holdfast.nodes",
                                "a=127.0.0.1:" + node.port(),
                                "holdfast.keys",
                                KeysOnDisk.of(folder.resolve("keys"), SecretKey.random("k1"))
                                        .setting(),
                                "holdfast.copies",
                                "1",
                                "holdfast.archive.datasource",
                                ArchiveDatabase.JNDI_NAME))) {
            server.awaitUp(1);
            get(server, "api/login?user=ada");
            for (int i = 0; i < 3; i++) {
                get(server, "api/hit");
            }
            server.shutDown();
            node.kill();
            node.restart();
            server.renew();
            server.awaitUp(1);
            assertThat(get(server, "api/read")).contains("\"user\":\"ada\",\"counter\":3");
            assertThat(server.logged("holdfast")).noneMatch(line -> line.contains("ERROR"));
        }
    }

    /** The server stops applications before the resources that they declare. */
    private static Path exampleThatNamesIts(Path folder) {
        WebArchive war = ShrinkWrap.create(ZipImporter.class, "example.war")
                .importFrom(new File(System.getProperty("example.war")))
                .as(WebArchive.class);
        war.delete("WEB-INF/web.xml");
        String webXml = """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <resource-ref>
                    <res-ref-name>jdbc/sessions</res-ref-name>
                    <res-type>javax.sql.DataSource</res-type>
                    <lookup-name>{name}</lookup-name>
                  </resource-ref>
                </web-app>
                """;
        war.setWebXML(new StringAsset(webXml.replace("{name}", ArchiveDatabase.JNDI_NAME)));
        File file = folder.resolve("with-resource-ref.war").toFile();
        war.as(ZipExporter.class).exportTo(file);
        return file.toPath();
    }

    private String get(Wildfly server, String path) throws Exception {
        URI uri = server.example().resolve(path);
        return browser.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofMinutes(1))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
