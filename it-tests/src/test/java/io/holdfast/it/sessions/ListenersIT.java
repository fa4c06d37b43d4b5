package io.holdfast.it.sessions;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.listeners.ListenersServlet;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Listeners that an application brings along find our sessions, whichever way they were added. */
@EveryServer
class ListenersIT {

    private final Visitor visitor = new Visitor();

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
        return TrialApplication.war("example.war").addPackage(ListenersServlet.class.getPackage());
    }

    @Test
    void aRequestThatAListenerKeepsHasTheSessionOfAllServers() {
        assertThat(visitor.read(A, "listeners/count")).isEqualTo("1");
        assertThat(visitor.read(B, "listeners/count")).isEqualTo("2");
        assertThat(visitor.read(A, "listeners/count")).isEqualTo("3");
        assertThat(visitor.read(B, "listeners/count")).isEqualTo("4");
    }

    @Test
    void aListenerThatTheApplicationAddsIsToldOfTheBeginningAndOfTheEnd() {
        assertThat(visitor.read(A, "listeners/known")).isEqualTo("true");
        assertThat(visitor.read(A, "listeners/end")).isEqualTo("false");
    }
}
