package io.holdfast.it.applications;

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
                browser -> browser.open("").all(),
                browser -> browser.click("#turn").all(),
                browser -> browser.click("#turn").all(),
                browser -> browser.submit("#book", "line", "Ada was here").all(),
                browser -> browser.submit("#book").all(),
                WicketIT::nod,
                WicketIT::nod,
                browser -> browser.submit("#book", "line", "and again").all(),
                browser -> browser.click("#turn").all(),
                browser -> browser.open("").all(),
                browser -> browser.click("#leave").all());
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
