package io.holdfast.it.applications;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Vaadin Flow 24: all of a view is in the session, and each of its requests builds on the one before. */
abstract class VaadinContract extends ApplicationContract {

    @Override
    List<Step> trip() {
        AtomicReference<VaadinPage> shown = new AtomicReference<>();
        return List.of(
                browser -> open(browser, shown),
                browser -> shown.get().type("text", "Ada was here"),
                browser -> shown.get().click("write"),
                browser -> shown.get().click("more"),
                browser -> shown.get().type("text", "and again"),
                browser -> shown.get().click("write"),
                browser -> shown.get().click("at1"),
                browser -> shown.get().click("more"),
                browser -> shown.get().click("at2"),
                browser -> open(browser, shown),
                browser -> shown.get().type("text", "in another window"),
                browser -> shown.get().click("write"),
                browser -> shown.get().click("leave"),
                browser -> open(browser, shown),
                browser -> shown.get().type("text", "as somebody else"),
                browser -> shown.get().click("write"));
    }

    private static String open(Browser browser, AtomicReference<VaadinPage> shown) {
        shown.set(VaadinPage.open(browser));
        return shown.get().text();
    }
}
