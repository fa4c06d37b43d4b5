package io.holdfast.it.harness.deployment;

import io.holdfast.SessionStore;
import io.holdfast.it.app.session.Account;
import io.holdfast.it.app.session.AccountServlet;
import io.holdfast.it.app.session.TrialServlet;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.server.Jars;
import java.io.File;
import java.util.stream.Stream;
import net.rubyeye.xmemcached.MemcachedClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.slf4j.LoggerFactory;

/** An application that is nothing but servlets and CDI, with Holdfast in it, for every make of server. */
public final class TrialApplication {

    private TrialApplication() {}

    /** At the path of {@link Example}. */
    public static WebArchive war() {
        return war("example.war").addClasses(Account.class, AccountServlet.class, TrialServlet.class);
    }

    /** Holdfast alone, and its settings. */
    public static WebArchive war(String name, String... settings) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(new StringAsset(configuration(settings)), "META-INF/microprofile-config.properties")
                .addAsLibraries(libraries());
    }

    /** What an application says of this test's nodes, and these settings. */
    public static String configuration(String... settings) {
        return "holdfast.nodes=" + Nodes.setting() + "\n" + Nodes.key() + "\n" + String.join("\n", settings);
    }

    /** Holdfast and what it needs. */
    public static File[] libraries() {
        return Stream.of(SessionStore.class, MemcachedClient.class, LoggerFactory.class)
                .map(type -> Jars.of(type).toFile())
                .toArray(File[]::new);
    }
}
