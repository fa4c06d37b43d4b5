package io.holdfast.it.applications;

import io.holdfast.it.harness.deployment.TrialApplication;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WARs that {@code it-tests/apps} builds. */
final class Application {

    /** Where the health of the nodes is looked for. */
    static final String WITH = "/example/";

    static final String WITHOUT = "/without/";

    private Application() {}

    /** As it was built. */
    static WebArchive without(String name) {
        return war(name, "without.war");
    }

    /** With Holdfast and nothing else added. */
    static WebArchive with(String name, String... settings) {
        return withAs("example.war", name, settings);
    }

    /** Likewise, under another name of the file, and so at another path. */
    static WebArchive withAs(String file, String name, String... settings) {
        WebArchive war = war(name, file)
                .addAsResource(
                        new StringAsset(TrialApplication.configuration(settings)),
                        "META-INF/microprofile-config.properties")
                .addAsLibraries(TrialApplication.libraries());
        return war.contains("WEB-INF/beans.xml") ? war : war.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    private static WebArchive war(String name, String as) {
        return ShrinkWrap.create(ZipImporter.class, as)
                .importFrom(new File(System.getProperty("apps"), name + "/target/" + name + ".war"))
                .as(WebArchive.class);
    }
}
