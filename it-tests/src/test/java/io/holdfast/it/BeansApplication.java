package io.holdfast.it;

import io.holdfast.SessionStore;
import io.holdfast.it.beans.Basket;
import io.holdfast.it.beans.BeansServlet;
import io.holdfast.it.beans.Diary;
import io.holdfast.it.beans.Notes;
import io.holdfast.it.beans.Voucher;
import java.io.File;
import java.net.URISyntaxException;
import net.rubyeye.xmemcached.MemcachedClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application of {@code io.holdfast.it.beans}, with Holdfast in it. */
final class BeansApplication {

    private BeansApplication() {}

    static WebArchive war(String name) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClasses(
                        BeansServlet.class,
                        Basket.class,
                        Basket.Price.class,
                        Diary.class,
                        Notes.class,
                        Notes.Desk.class)
                .addClass("io.holdfast.it.beans.Basket$Bought")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(
                        new StringAsset("holdfast.nodes=" + Nodes.setting() + "\n"),
                        "META-INF/microprofile-config.properties")
                .addAsLibraries(jarOf(SessionStore.class), jarOf(MemcachedClient.class))
                .addAsLibraries(ShrinkWrap.create(JavaArchive.class, "voucher.jar")
                        .addClass(Voucher.class)
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
