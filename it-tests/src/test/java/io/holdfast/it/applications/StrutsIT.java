package io.holdfast.it.applications;

import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Struts 7: what actions keep, tokens against a second click, errors after a redirection, an order in between. */
class StrutsIT extends ApplicationContract {

    private static final String NAME = "struts";

    @Deployment(name = "without", testable = false)
    @TargetsContainer("a")
    static WebArchive without() {
        return Application.without(NAME);
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Application.with(NAME);
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Application.with(NAME);
    }

    @Override
    List<Step> trip() {
        return List.of(
                browser -> browser.open("guest.action").all(),
                browser -> browser.submit("#write", "line", "one").all(),
                browser -> browser.submit("#write", "line", " ").all(),
                browser -> browser.open("guest.action").all(),
                browser -> browser.open("guest.action?request_locale=de").all(),
                browser -> browser.submit("#write", "line", "zwei").all(),
                StrutsIT::writeTwice,
                browser ->
                        browser.post("write.action", Map.of("line", "no token")).all(),
                browser -> browser.open("order-begin.action").all(),
                browser -> browser.submit("#order", "order.thing", "tea").all(),
                browser -> browser.open("guest.action").all(),
                browser -> browser.open("order-address.action").all(),
                browser -> browser.submit("#order", "order.address", "London").all(),
                browser -> browser.open("order-begin.action").all(),
                browser -> browser.open("guest.action").submit("#leave").all(),
                browser -> browser.open("order-begin.action").all());
    }

    private static String writeTwice(Browser browser) {
        String token = browser.element("#write input[name=token]").attr("value");
        Map<String, String> form = Map.of("struts.token.name", "token", "token", token, "line", "drei");
        return browser.post("write.action", form).all()
                + browser.post("write.action", form).all();
    }
}
