package io.holdfast.it.archive;

import io.holdfast.it.app.session.EndsServlet;
import io.holdfast.it.harness.deployment.Example;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.process.PostgresProcess;
import java.io.File;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The example with an archive in a PostgreSQL, whose data source and driver it brings along. */
final class ArchivedExample {

    static final String DATA_SOURCE = "java:app/jdbc/sessions";

    private ArchivedExample() {}

    static WebArchive war(PostgresProcess database) {
        return war("example.war", database.url("holdfast"), "holdfast", "holdfast.archive.datasource=" + DATA_SOURCE);
    }

    /** @param settings of the archive */
    static WebArchive war(String name, String url, String user, String... settings) {
        String[] all = Stream.concat(Stream.of("holdfast.nodes=" + Nodes.setting()), Arrays.stream(settings))
                .toArray(String[]::new);
        WebArchive war = Example.war(name, all).addClass(EndsServlet.class).addAsLibrary(driver());
        war.delete("WEB-INF/web.xml");
        String webXml = """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <session-config><session-timeout>30</session-timeout></session-config>
                  <data-source>
                    <name>{name}</name>
                    <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
                    <url>{url}</url>
                    <user>{user}</user>
                  </data-source>
                </web-app>
                """;
        return war.setWebXML(new StringAsset(
                webXml.replace("{name}", DATA_SOURCE).replace("{url}", url).replace("{user}", user)));
    }

    private static File driver() {
        try {
            return new File(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
