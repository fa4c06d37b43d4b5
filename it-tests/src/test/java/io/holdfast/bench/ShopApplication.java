package io.holdfast.bench;

import io.holdfast.bench.shop.ShopServlet;
import io.holdfast.it.harness.server.Jars;
import java.nio.file.Path;
import net.rubyeye.xmemcached.MemcachedClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.slf4j.LoggerFactory;

/** The application of {@code io.holdfast.bench.shop}, at {@code /bench}. */
final class ShopApplication {

    static final String PATH = "bench/";

    private static final String FILE = "bench.war";
    private static final String DISTRIBUTABLE =
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"><distributable/></web-app>";

    private ShopApplication() {}

    /** Written into the folder, with what the variant needs in it. */
    static Path war(Path folder, Variant variant) {
        WebArchive war = empty(variant)
                .addPackage(ShopServlet.class.getPackage())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        if (variant instanceof Variant.Holdfast holdfast) {
            war.addAsLibraries(
                    holdfast.jar().toFile(),
                    Jars.of(MemcachedClient.class).toFile(),
                    Jars.of(LoggerFactory.class).toFile());
        } else if (variant instanceof Variant.Replicated) {
            war.setWebXML(new StringAsset(DISTRIBUTABLE));
        }
        Path file = folder.resolve(FILE);
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static WebArchive empty(Variant variant) {
        return variant instanceof Variant.SpringSession spring
                ? ShrinkWrap.create(ZipImporter.class, FILE)
                        .importFrom(spring.war().toFile())
                        .as(WebArchive.class)
                : ShrinkWrap.create(WebArchive.class, FILE);
    }
}
