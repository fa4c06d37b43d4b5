package io.holdfast.it.logins;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.login.CallerServlet;
import io.holdfast.it.app.login.FormMechanism;
import io.holdfast.it.app.login.Member;
import io.holdfast.it.app.login.Members;
import io.holdfast.it.app.login.MembersServlet;
import io.holdfast.it.app.login.ParameterMechanism;
import io.holdfast.it.app.login.Visiting;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Cookies;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.it.harness.server.ServerLog;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logins of Jakarta Security, which Tomcat has not, follow their session to another server and end with it. */
@EveryServer
@Tag("jakarta-security")
class LoginIT {

    private static final String ANN_IN_SHORT = "ann true";
    private static final String ANN = ANN_IN_SHORT + " no. 7";
    private static final String NOBODY = "null false";

    private final Cookies browser = new Cookies();

    @Deployment(name = "own-on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive ownOnA() {
        return war("own.war").addClass(ParameterMechanism.class);
    }

    @Deployment(name = "own-on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive ownOnB() {
        return war("own.war").addClass(ParameterMechanism.class);
    }

    @Deployment(name = "form-on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive formOnA() {
        return formWar();
    }

    @Deployment(name = "form-on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive formOnB() {
        return formWar();
    }

    private static WebArchive formWar() {
        return war("form.war")
                .addClass(FormMechanism.class)
                .addAsWebResource(new StringAsset("the login page"), "login.html")
                .addAsWebResource(new StringAsset("that was wrong"), "wrong.html");
    }

    private static WebArchive war(String name) {
        return TrialApplication.war(name)
                .addClasses(CallerServlet.class, MembersServlet.class, Member.class, Members.class, Visiting.class);
    }

    private void login() {
        assertThat(browser.read(A, "/own/caller?user=ann&password=open+sesame")).isEqualTo(ANN);
    }

    @Test
    void aLoginFollowsItsSessionToAnotherServer() {
        assertThat(browser.get(B, "/own/members").statusCode()).isEqualTo(401);
        login();
        assertThat(browser.read(B, "/own/caller")).isEqualTo(ANN);
        assertThat(browser.read(B, "/own/members")).isEqualTo(ANN);
        assertThat(browser.read(A, "/own/members")).isEqualTo(ANN);
    }

    @Test
    void aWrongPasswordLogsNobodyIn() {
        browser.get(A, "/own/caller?user=ann&password=hello");
        assertThat(browser.read(B, "/own/caller")).isEqualTo(NOBODY);
    }

    @Test
    void aLogoutHoldsOnTheOtherServer() {
        login();
        browser.read(B, "/own/members");
        assertThat(browser.read(B, "/own/logout")).isEqualTo(NOBODY);
        assertThat(browser.read(A, "/own/caller")).isEqualTo(NOBODY);
        assertThat(browser.get(A, "/own/members").statusCode()).isEqualTo(401);
    }

    @Test
    void theEndOfTheSessionIsALogoutOnTheOtherServer() {
        login();
        browser.read(B, "/own/members");
        browser.get(B, "/own/end");
        assertThat(browser.read(A, "/own/caller")).isEqualTo(NOBODY);
        assertThat(browser.get(A, "/own/members").statusCode()).isEqualTo(401);
    }

    @Test
    void aLoginGivesTheSessionAnotherId() {
        browser.read(A, "/own/caller");
        String before = browser.session();
        login();
        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(Cookies.withSession(B, before).read(B, "/own/caller")).isEqualTo(NOBODY);
    }

    @Test
    void aPrincipalThatCannotBeStoredGoesOnByItsNameOfWhichThereIsOneWarning() {
        ServerLog log = new ServerLog("a");
        for (int i = 0; i < 2; i++) {
            Cookies max = new Cookies();
            assertThat(max.read(A, "/own/caller?user=max&password=open+sesame")).isEqualTo("max true");
            assertThat(max.read(B, "/own/caller")).isEqualTo("max true");
        }
        assertThat(log.lines())
                .filteredOn(line -> line.contains("only the name and the groups"))
                .hasSize(1);
    }

    @Test
    void anOutageOfAllNodesLogsNobodyOut() {
        login();
        allNodes().forEach(MemcachedProcess::hang);
        try {
            HttpResponse<String> refused = browser.get(B, "/own/members");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        } finally {
            allNodes().forEach(MemcachedProcess::resume);
        }
        assertThat(answerAfterTheOutage()).isEqualTo(ANN);
    }

    private String answerAfterTheOutage() {
        return Eventually.answer(
                        "an answer after the outage",
                        Duration.ofSeconds(30),
                        () -> browser.get(B, "/own/members"),
                        answer -> answer.statusCode() != 503)
                .body();
    }

    private static Stream<MemcachedProcess> allNodes() {
        return IntStream.range(0, Nodes.count()).mapToObj(Nodes::get);
    }

    @Test
    void aFormIsShownByOneServerAndAnsweredByTheOther() {
        // Open Liberty knows no j_security_check before it has once been asked for something that takes a login
        assertThat(new Cookies().follow(B, "/form/members")).contains("the login page");
        assertThat(browser.follow(A, "/form/members")).contains("the login page");
        assertThat(browser.follow(browser.post(B, "/form/j_security_check", form("open sesame")), A))
                .startsWith(ANN_IN_SHORT);
        assertThat(browser.read(B, "/form/members")).startsWith(ANN_IN_SHORT);
        browser.read(B, "/form/logout");
        assertThat(browser.follow(A, "/form/members")).contains("the login page");
    }

    private static Map<String, String> form(String password) {
        return Map.of("j_username", "ann", "j_password", password);
    }
}
