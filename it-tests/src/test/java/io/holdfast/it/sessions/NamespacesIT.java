package io.holdfast.it.sessions;

import static io.holdfast.it.harness.deployment.Example.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.session.Account;
import io.holdfast.it.app.session.AccountServlet;
import io.holdfast.it.app.session.TrialServlet;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several applications on one server and the same nodes. */
@EveryServer
class NamespacesIT {

    private static final String[] SHARING = {"holdfast.namespace=shop", "holdfast.cookie.path=/"};

    private final Visitor visitor = new Visitor();

    @Deployment(name = "left", testable = false)
    @TargetsContainer("a")
    static WebArchive left() {
        return application("left.war");
    }

    @Deployment(name = "right", testable = false)
    @TargetsContainer("a")
    static WebArchive right() {
        return application("right.war");
    }

    @Deployment(name = "blue", testable = false)
    @TargetsContainer("a")
    static WebArchive blue() {
        return application("blue.war", SHARING);
    }

    @Deployment(name = "green", testable = false)
    @TargetsContainer("a")
    static WebArchive green() {
        return application("green.war", SHARING);
    }

    private static WebArchive application(String name, String... settings) {
        return TrialApplication.war(name, settings).addClasses(Account.class, AccountServlet.class, TrialServlet.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "cdi"})
    void twoApplicationsDoNotSeeEachOthersSessionsWhateverCookieTheyAreSent(String api) {
        visitor.read(A, "/left/api/login?user=ada&api=" + api);
        assertThat(visitor.twin().read(A, "/right/api/read?api=" + api)).contains("\"user\":null");
        assertThat(visitor.twin().read(A, "/blue/api/read?api=" + api)).contains("\"user\":null");
        assertThat(visitor.read(A, "/left/api/hit?api=" + api)).contains("\"user\":\"ada\",\"counter\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "cdi"})
    void twoOfOneNamespaceShareTheirSessionsAndCookie(String api) {
        assertThat(visitor.ask(A, "/blue/api/login?user=ada&api=" + api)
                        .headers()
                        .firstValue("set-cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("Path=/;"));
        assertThat(visitor.read(A, "/green/api/hit?api=" + api)).contains("\"user\":\"ada\",\"counter\":1");
        assertThat(visitor.read(A, "/blue/api/hit?api=" + api)).contains("\"user\":\"ada\",\"counter\":2");
        visitor.read(A, "/green/api/logout?api=" + api);
        assertThat(visitor.twin().read(A, "/blue/api/read?api=" + api)).contains("\"user\":null");
    }
}
