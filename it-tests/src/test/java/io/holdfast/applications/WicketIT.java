package io.holdfast.applications;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Wicket 10 with its pages in the session: pages with state, forms, feedback over a redirection, Ajax. */
class WicketIT extends ApplicationContract {

    private static final Pattern AJAX = Pattern.compile("\"u\":\"([^\"]*)\"");

    @Deployment(name = "without", testable = false)
    @TargetsContainer("a")
    static WebArchive without() {
        return Application.without("wicket");
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Application.with("wicket");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Application.with("wicket");
    }

    @Override
    List<Step> trip() {
        return List.of(
                browser -> all(browser.open("")),
                browser -> all(browser.click("#turn")),
                browser -> all(browser.click("#turn")),
                browser -> all(browser.submit("#book", "line", "Ada was here")),
                browser -> all(browser.submit("#book")),
                WicketIT::nod,
                WicketIT::nod,
                browser -> all(browser.submit("#book", "line", "and again")),
                browser -> all(browser.click("#turn")),
                browser -> all(browser.open("")),
                browser -> all(browser.click("#leave")));
    }

    private static String all(Browser browser) {
        return browser.text("body").replaceAll("\\s+", " ");
    }

    /** What the page's script would do, which leaves the rest of the page as it is. */
    private static String nod(Browser browser) {
        Matcher address = AJAX.matcher(browser.body());
        if (!address.find()) {
            throw new AssertionError("no Ajax link in " + browser.body());
        }
        return browser.ajax(address.group(1), Map.of(), "Wicket-Ajax", "true", "Wicket-Ajax-BaseURL", ".")
                .replaceAll("(?s).*<span[^>]*>(\\d+)</span>.*", "$1");
    }
}
