package io.holdfast.it.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.publisher.AnnotatedPublisher;
import io.holdfast.it.harness.deployment.Example;
import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.testing.Eventually;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spring Security with one session a user, who has to log out before he may log in elsewhere: it hears of sessions
 * whichever way its listener was added, on the server where they end.
 */
@EveryServer
@Tag("in-full")
class OneSessionAUserIT {

    private static final String LET_IN = "Welcome, ada";
    private static final String REFUSED = "Maximum sessions of 1 for this principal exceeded";
    private static final String OF_LIVING_SESSIONS = "io.holdfast.apps.spring.registry";
    private static final String IN_WEB_XML = """
            <listener>
              <listener-class>org.springframework.security.web.session.HttpSessionEventPublisher</listener-class>
            </listener>
            """;

    @Deployment(name = "in-web-xml-on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive inWebXmlOnA() {
        return application("example.war", IN_WEB_XML);
    }

    @Deployment(name = "in-web-xml-on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive inWebXmlOnB() {
        return application("example.war", IN_WEB_XML);
    }

    @Deployment(name = "added", testable = false)
    @TargetsContainer("a")
    static WebArchive added() {
        return application("added.war", parameter("add-session-event-publisher"));
    }

    @Deployment(name = "annotated", testable = false)
    @TargetsContainer("a")
    static WebArchive annotated() {
        return application("annotated.war", "", "holdfast.session-timeout=8s").addClass(AnnotatedPublisher.class);
    }

    @Deployment(name = "asking-on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive askingOnA() {
        return application("asking.war", IN_WEB_XML).addPackage(OF_LIVING_SESSIONS);
    }

    @Deployment(name = "asking-on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive askingOnB() {
        return application("asking.war", IN_WEB_XML).addPackage(OF_LIVING_SESSIONS);
    }

    private static WebArchive application(String file, String publisher, String... settings) {
        String content = parameter("one-session-a-user") + publisher;
        return Application.withAs(file, "spring-security", settings)
                .setWebXML(new StringAsset("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + content + "</web-app>"));
    }

    private static String parameter(String name) {
        return "<context-param><param-name>" + name + "</param-name><param-value>true</param-value></context-param>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/example/", "/added/", "/annotated/", "/asking/"})
    void whoHasLoggedOutIsLetInAgain(String application) {
        Browser browser = new Browser(Example.A, application);
        assertThat(logIn(browser)).contains(LET_IN);
        logOut(browser);
        assertThat(logIn(browser)).contains(LET_IN);
        logOut(browser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/example/", "/added/", "/annotated/", "/asking/"})
    void aSecondBrowserIsRefusedUntilTheFirstOneLogsOut(String application) {
        Browser first = new Browser(Example.A, application);
        Browser second = new Browser(Example.A, application);
        assertThat(logIn(first)).contains(LET_IN);
        assertThat(logIn(second)).contains(REFUSED);
        assertThat(first.open("members").all()).contains(LET_IN);
        logOut(first);
        assertThat(logIn(second)).contains(LET_IN);
        assertThat(logIn(first)).contains(REFUSED);
        logOut(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/example/", "/added/", "/annotated/", "/asking/"})
    void soItIsWhereTheLoginGaveTheSessionAnotherId(String application) {
        Browser first = new Browser(Example.A, application);
        String former = first.open("members").session();
        assertThat(logIn(first)).contains(LET_IN);
        assertThat(first.session()).isNotEmpty().isNotEqualTo(former);
        logOut(first);
        Browser second = new Browser(Example.A, application);
        assertThat(logIn(second)).contains(LET_IN);
        logOut(second);
    }

    @Test
    void whoHasClosedTheBrowserIsLetInWhenTheSessionHasTimedOut() {
        assertThat(logIn(new Browser(Example.A, "/annotated/"))).contains(LET_IN);
        Browser next = new Browser(Example.A, "/annotated/");
        assertThat(logIn(next)).contains(REFUSED);
        String answer = Eventually.answer(
                "a session that has timed out",
                Duration.ofSeconds(30),
                () -> logIn(next),
                said -> !said.contains(REFUSED));
        assertThat(answer).contains(LET_IN);
        logOut(next);
    }

    /** Spring's own registry is in the memory of one server. */
    @Test
    void aLogoutAtTheOtherServerIsNotHeardHere() {
        assertThat(logInAfterALogoutAtTheOtherServer("/example/")).contains(REFUSED);
    }

    @Test
    void aRegistryThatAsksWhichSessionsLiveLetsTheUserInThen() {
        assertThat(logInAfterALogoutAtTheOtherServer("/asking/")).contains("Welcome, bob");
    }

    private static String logInAfterALogoutAtTheOtherServer(String application) {
        Browser browser = new Browser(Example.A, application);
        assertThat(logIn(browser, "bob", "builder")).contains("Welcome, bob");
        browser.goTo(Example.B);
        logOut(browser);
        browser.goTo(Example.A);
        return logIn(browser, "bob", "builder");
    }

    private static String logIn(Browser browser) {
        return logIn(browser, "ada", "countess");
    }

    private static String logIn(Browser browser, String user, String password) {
        return browser.open("members")
                .submit("#login", "username", user, "password", password)
                .all();
    }

    private static void logOut(Browser browser) {
        assertThat(browser.open("").submit("#logout").all()).contains("You are guest");
    }
}
