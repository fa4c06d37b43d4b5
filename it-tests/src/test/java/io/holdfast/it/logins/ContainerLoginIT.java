package io.holdfast.it.logins;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.login.ResidentServlet;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Cookies;
import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.it.harness.server.KnownUser;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Logins that a server keeps by itself, of {@code request.login} and of the form in web.xml. It does so in a session of
 * its own, and then they end with ours, or in a cookie.
 */
@EveryServer
class ContainerLoginIT {

    private static final String IN_SESSION = "login-in-session";
    private static final String IN_COOKIE = "login-in-cookie";

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection><web-resource-name>inside</web-resource-name>
                  <url-pattern>/inside</url-pattern></web-resource-collection>
                <auth-constraint><role-name>resident</role-name></auth-constraint>
              </security-constraint>
              <login-config><auth-method>FORM</auth-method>
                <form-login-config><form-login-page>/door.html</form-login-page>
                  <form-error-page>/wrong.html</form-error-page></form-login-config></login-config>
              <security-role><role-name>resident</role-name></security-role>
            </web-app>
            """;
    private static final String DOOR = "the door";
    private static final String NOBODY = "null";

    private final Cookies browser = new Cookies();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return application();
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return application();
    }

    private static WebArchive application() {
        return TrialApplication.war("resident.war")
                .addClass(ResidentServlet.class)
                .setWebXML(new StringAsset(WEB_XML))
                .addAsWebResource(new StringAsset(DOOR), "door.html")
                .addAsWebResource(new StringAsset("that was wrong"), "wrong.html");
    }

    @BeforeEach
    void begin() {
        assertThat(browser.read(A, "/resident/user")).isEqualTo(NOBODY);
    }

    private void logIn() {
        String path = "/resident/login?name=" + KnownUser.NAME + "&password=" + KnownUser.PASSWORD;
        assertThat(browser.read(A, path)).isEqualTo(KnownUser.NAME);
        assertThat(browser.read(A, "/resident/user")).isEqualTo(KnownUser.NAME);
        assertThat(browser.read(A, "/resident/inside")).isEqualTo(KnownUser.NAME);
    }

    private void answerTheForm() {
        answerTheForm("/resident/inside");
    }

    private void answerTheForm(String page) {
        assertThat(browser.follow(A, page)).isEqualTo(DOOR);
        Map<String, String> form = Map.of("j_username", KnownUser.NAME, "j_password", KnownUser.PASSWORD);
        assertThat(browser.follow(browser.post(A, "/resident/j_security_check", form), A))
                .isEqualTo(KnownUser.NAME);
        assertThat(browser.read(A, page)).isEqualTo(KnownUser.NAME);
    }

    private void assertLoggedOut() {
        assertThat(browser.follow(A, "/resident/inside")).isEqualTo(DOOR);
        assertThat(browser.follow(A, "/resident/user")).isEqualTo(NOBODY);
    }

    @Test
    @Tag(IN_SESSION)
    void aLoginByTheApplicationEndsWithTheSessionOnTheOtherServer() {
        logIn();
        browser.read(B, "/resident/end");
        assertLoggedOut();
    }

    @Test
    void aLoginByTheApplicationEndsWithALogoutOnTheOtherServer() {
        logIn();
        browser.read(B, "/resident/logout");
        assertLoggedOut();
    }

    @Test
    @Tag(IN_SESSION)
    void aLoginByAFormEndsWithTheSessionOnTheOtherServer() {
        answerTheForm();
        browser.read(B, "/resident/end");
        assertLoggedOut();
    }

    @Test
    void aLoginByAFormEndsWithALogoutOnTheOtherServer() {
        answerTheForm();
        browser.read(B, "/resident/logout");
        assertLoggedOut();
    }

    @Test
    @Tag(IN_COOKIE)
    void aLoginGoesOnAtTheOtherServer() {
        answerTheForm();
        assertThat(browser.read(B, "/resident/inside")).isEqualTo(KnownUser.NAME);
    }

    @Test
    @Tag(IN_COOKIE)
    void aLoginOutlivesItsSession() {
        answerTheForm();
        browser.read(B, "/resident/end");
        assertThat(browser.read(A, "/resident/inside")).isEqualTo(KnownUser.NAME);
    }

    @Test
    void aPageThatAsksForALoginItselfKnowsWhoHasLoggedIn() {
        logIn();
        assertThat(browser.read(A, "/resident/asking")).isEqualTo(KnownUser.NAME);
    }

    @Test
    @Tag("authenticate-by-form")
    void aPageThatAsksForALoginItselfIsAnsweredByTheForm() {
        answerTheForm("/resident/asking");
        browser.read(B, "/resident/logout");
        assertThat(browser.follow(A, "/resident/asking")).isEqualTo(DOOR);
    }

    @Test
    void aLoginGivesTheSessionAnotherId() {
        String before = browser.session();
        answerTheForm();
        assertThat(browser.session()).isNotEqualTo(before);
    }

    @Test
    @Tag(IN_SESSION)
    void anotherLoginOfTheSameUserGivesTheSessionAnotherIdToo() {
        logIn();
        String before = browser.session();
        assertThat(browser.read(A, "/resident/inside")).isEqualTo(KnownUser.NAME);
        assertThat(browser.session()).as("no login, no other id").isEqualTo(before);
        assertThat(browser.follow(B, "/resident/inside")).isEqualTo(DOOR);
        Map<String, String> form = Map.of("j_username", KnownUser.NAME, "j_password", KnownUser.PASSWORD);
        assertThat(browser.follow(browser.post(B, "/resident/j_security_check", form), B))
                .isEqualTo(KnownUser.NAME);
        String after = browser.session();
        assertThat(after).isNotEqualTo(before);
        assertThat(browser.read(B, "/resident/inside")).isEqualTo(KnownUser.NAME);
        assertThat(browser.session()).isEqualTo(after);
    }

    @Test
    @Tag(IN_SESSION)
    void oneWhoseSessionHasEndedElsewhereMayLogInAgain() {
        answerTheForm();
        browser.read(B, "/resident/end");
        assertLoggedOut();
        logIn();
    }

    @Test
    void oneWhoHasLoggedOutElsewhereMayLogInAgain() {
        answerTheForm();
        browser.read(B, "/resident/logout");
        assertLoggedOut();
        logIn();
    }

    @Test
    void oneWhoseBrowserHasLostTheServersOwnCookieMayLogInAgain() {
        logIn();
        browser.forget("LtpaToken2", "JSESSIONID_LOCAL");
        assertLoggedOut();
        logIn();
    }
}
