package io.holdfast.it.harness.deployment;

import io.holdfast.it.app.session.TrialServlet;
import io.holdfast.it.harness.process.Nodes;
import java.io.File;
import java.net.URI;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The example as it was built, with this test's nodes in its configuration and the trial servlet beside it. */
public final class Example {

    public static final URI A = server("server-a.http-port");
    public static final URI B = server("server-b.http-port");

    private static final String CONFIGURATION = "WEB-INF/classes/META-INF/microprofile-config.properties";

    private Example() {}

    private static URI server(String port) {
        return URI.create("http://127.0.0.1:" + System.getProperty(port) + "/example/");
    }

    public static WebArchive war() {
        return war("example.war", "holdfast.nodes=" + Nodes.setting());
    }

    /** With the key that all have here, unless the configuration names others. */
    public static WebArchive war(String name, String... configuration) {
        return bare(name, Nodes.key() + "\n" + String.join("\n", configuration));
    }

    /** With nothing but that configuration. */
    public static WebArchive bare(String name, String... configuration) {
        WebArchive war = ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(new File(System.getProperty("example.war")))
                .as(WebArchive.class);
        war.delete(CONFIGURATION);
        return war.addAsResource(
                        new StringAsset(String.join("\n", configuration)), "META-INF/microprofile-config.properties")
                .addClass(TrialServlet.class);
    }
}
