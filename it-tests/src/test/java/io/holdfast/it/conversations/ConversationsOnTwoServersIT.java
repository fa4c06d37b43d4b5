package io.holdfast.it.conversations;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.conversation.Trip;
import io.holdfast.it.app.conversation.TripLog;
import io.holdfast.it.app.conversation.TripServlet;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Conversations go with their visitor, and the container's own do nothing beside them. */
@EveryServer
@Tag("one-make")
class ConversationsOnTwoServersIT {

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
        return TrialApplication.war("travel.war").addClasses(Trip.class, TripLog.class, TripServlet.class);
    }

    @BeforeEach
    void emptyLogs() {
        visitor.read(A, "/travel/trip/log");
        visitor.read(B, "/travel/trip/log");
    }

    @Test
    void aConversationGoesOnThereAndBackAndEnds() {
        String cid = visitor.read(A, "/travel/trip/begin?stop=x");
        assertThat(visitor.read(B, "/travel/trip/add?stop=y&cid=" + cid)).isEqualTo("xy");
        assertThat(visitor.read(A, "/travel/trip/add?stop=z&cid=" + cid)).isEqualTo("xyz");
        assertThat(visitor.read(B, "/travel/trip/show?cid=" + cid)).isEqualTo("long-running " + cid);
        assertThat(visitor.read(A, "/travel/trip/log")).isEqualTo("initialized: of the request");
        assertThat(visitor.read(B, "/travel/trip/end?cid=" + cid)).isEqualTo("xyz");
        assertThat(visitor.read(B, "/travel/trip/log"))
                .isEqualTo("ending: of the request\ntrip xyz destroyed\nended: of the request");
        assertThat(visitor.read(A, "/travel/trip/add?stop=w&cid=" + cid)).isEqualTo("nonexistent, then w");
    }

    @Test
    void aTransientConversationEndsWithItsRequestAndStartsNoSession() {
        assertThat(visitor.read(A, "/travel/trip/add?stop=x")).isEqualTo("x");
        assertThat(visitor.read(A, "/travel/trip/show")).isEqualTo("transient");
        assertThat(visitor.cookie()).isNull();
        assertThat(visitor.read(A, "/travel/trip/log"))
                .startsWith(
                        "initialized: of the request\nending: of the request\ntrip x destroyed\nended: of the request");
    }

    @Test
    void twoConversationsOfASessionDoNotSeeEachOther() {
        String first = visitor.read(A, "/travel/trip/begin?stop=x");
        String second = visitor.read(B, "/travel/trip/begin?stop=1");
        assertThat(visitor.read(B, "/travel/trip/add?stop=y&cid=" + first)).isEqualTo("xy");
        assertThat(visitor.read(A, "/travel/trip/add?stop=2&cid=" + second)).isEqualTo("12");
    }

    @Test
    void aLogoutEndsThemAll() {
        String other = visitor.read(A, "/travel/trip/begin?stop=x");
        String own = visitor.read(A, "/travel/trip/begin?stop=1");
        assertThat(visitor.read(B, "/travel/trip/logout?cid=" + own)).isEqualTo("1");
        assertThat(visitor.read(B, "/travel/trip/log").lines())
                .containsExactly(
                        "ending: " + own,
                        "trip 1 destroyed",
                        "ended: " + own,
                        "ending: " + other,
                        "trip x destroyed",
                        "ended: " + other);
        assertThat(visitor.read(A, "/travel/trip/add?stop=w&cid=" + other)).isEqualTo("nonexistent, then w");
    }

    @Test
    void aParameterOfThatNameIsForPagesWithoutConversationsToo() {
        assertThat(visitor.read(A, "/travel/trip/log?cid=a-client")).isEmpty();
    }
}
