package io.holdfast.it.harness.deployment;

import io.holdfast.it.app.beans.Basket;
import io.holdfast.it.app.beans.BeansServlet;
import io.holdfast.it.app.beans.Diary;
import io.holdfast.it.app.beans.Notes;
import io.holdfast.it.app.beans.Voucher;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application of {@code io.holdfast.it.app.beans}, with Holdfast in it. */
public final class BeansApplication {

    private BeansApplication() {}

    public static WebArchive war(String name) {
        return TrialApplication.war(name)
                .addClasses(
                        BeansServlet.class,
                        Basket.class,
                        Basket.Price.class,
                        Diary.class,
                        Notes.class,
                        Notes.Desk.class)
                .addClass("io.holdfast.it.app.beans.Basket$Bought")
                .addAsLibraries(ShrinkWrap.create(JavaArchive.class, "voucher.jar")
                        .addClass(Voucher.class)
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
    }

    /** What its page shows. */
    public static String shows(int count, String items, String by) {
        List<String> each = List.of(items.split(""));
        String last = each.get(each.size() - 1);
        return each + " for " + count + ", looked up 0, last " + last + ", asked by " + by + ", bean manager true"
                + ", voucher " + count + ", notes " + items + " and " + items + ", page " + last;
    }
}
