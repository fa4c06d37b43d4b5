package io.holdfast.it.applications;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Spring MVC and Spring Security: logins by form, cookie and OpenID, tokens in forms, and what Spring keeps itself. */
class SpringSecurityIT extends ApplicationContract {

    private static final String NAME = "spring-security";

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
                browser -> browser.open("").all(),
                browser -> browser.submit("#basket", "thing", "tea").all(),
                browser -> browser.open("").all(),
                browser -> browser.open("members?topic=keys").all(),
                browser -> logIn(browser, "wrong"),
                browser -> logIn(browser, "countess"),
                browser -> browser.open("").all(),
                browser -> browser.submit("#basket", "thing", "milk").all(),
                browser -> browser.open("order").all(),
                browser -> browser.submit("#what").all(),
                browser -> browser.submit("#what", "gift", "a book").all(),
                browser -> browser.submit("#where", "address", " ").all(),
                browser -> browser.submit("#where", "address", "London").all(),
                browser -> browser.open("order/where").all(),
                browser -> ""
                        + browser.post("../basket", Map.of("thing", "no token")).status(),
                browser -> browser.open("").all(),
                browser -> browser.submit("#logout").all(),
                browser -> browser.open("members").all(),
                browser -> browser.open("oidc/begin").all(),
                browser -> browser.click("#back").all(),
                browser -> browser.open("members").all(),
                browser -> browser.open("members/account").all(),
                browser -> browser.submit("#logout").all(),
                browser -> browser.open("oidc/end?state=unasked&code=x").all(),
                browser -> browser.open("members").all(),
                browser -> logIn(browser, "countess", "remember-me", "on"),
                browser -> browser.restart().open("").all(),
                browser -> browser.open("members").all(),
                browser -> browser.submit("#logout").all(),
                browser -> browser.open("members").all());
    }

    private static String logIn(Browser browser, String password, String... more) {
        String[] fields = {"username", "ada", "password", password};
        String[] all = Stream.of(fields, more).flatMap(Stream::of).toArray(String[]::new);
        return browser.submit("#login", all).all();
    }
}
