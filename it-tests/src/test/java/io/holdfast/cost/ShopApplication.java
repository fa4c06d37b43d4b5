package io.holdfast.cost;

import io.holdfast.cost.shop.ShopServlet;
import io.holdfast.it.harness.server.Jars;
import java.nio.file.Path;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.slf4j.LoggerFactory;

/** The application of {@code io.holdfast.cost.shop}, at {@code /cost}. */
final class ShopApplication {

    static final String PATH = "cost/";

    private ShopApplication() {}

    /** Written into the folder, with the jar of the variant in it and these settings, if it has one. */
    static Path war(Path folder, Variant variant, List<String> settings) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "cost.war")
                .addPackage(ShopServlet.class.getPackage())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        variant.jar()
                .ifPresent(jar -> war.addAsLibraries(
                                jar.toFile(),
                                Jars.of(MemcachedClient.class).toFile(),
                                Jars.of(LoggerFactory.class).toFile())
                        .addAsResource(
                                new StringAsset(String.join("\n", settings)),
                                "META-INF/microprofile-config.properties"));
        Path file = folder.resolve(war.getName());
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}
