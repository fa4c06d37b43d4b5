package io.holdfast.it.applications;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Shiro 2 with its sessions in the container's: logins by form and cookie, a saved request, another user's view. */
class ShiroIT extends ApplicationContract {

    private static final String NAME = "shiro";

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
                browser -> browser.submit("#note", "note", "of a guest").all(),
                browser -> browser.open("members.jsp?topic=keys").all(),
                browser -> browser.submit("#login", "username", "root", "password", "wrong")
                        .all(),
                browser -> browser.submit("#login", "username", "root", "password", "of all")
                        .all(),
                browser -> browser.open("").all(),
                browser -> browser.submit("#note", "note", "of root").all(),
                browser -> browser.submit("#run-as", "user", "ada").all(),
                browser -> browser.submit("#note", "note", "as ada").all(),
                browser -> browser.open("members.jsp").all(),
                browser ->
                        "" + browser.open("").submit("#run-as", "user", "root").status(),
                browser -> browser.open("").submit("#be-yourself").all(),
                browser -> browser.open("account.jsp").all(),
                browser -> browser.click("#logout").all(),
                browser -> browser.open("members.jsp?topic=locks").all(),
                browser -> browser.submit("#login", "username", "ada", "password", "countess", "rememberMe", "true")
                        .all(),
                browser -> browser.restart().open("").all(),
                browser -> browser.submit("#note", "note", "of the one that is remembered")
                        .all(),
                browser -> browser.open("members.jsp").all(),
                browser -> browser.open("account.jsp").all(),
                browser -> browser.submit("#login", "username", "ada", "password", "countess")
                        .all(),
                browser -> browser.open("").all(),
                browser -> browser.click("#logout").all(),
                browser -> browser.open("members.jsp").all());
    }
}
