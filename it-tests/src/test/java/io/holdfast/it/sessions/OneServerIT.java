package io.holdfast.it.sessions;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.live.CountServlet;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Health;
import io.holdfast.it.harness.http.Rounds;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.testing.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On one server a session is what it is in a container without Holdfast: one object, with one of each in it. */
@EveryServer
@Timeout(600)
class OneServerIT {

    private static final int ROUNDS_OF_LOOKING = 20;
    private static final Duration ENDED_EVERYWHERE = Duration.ofSeconds(2);
    private static final String ADD = "count/session?add=1";
    private static final String SHOWN = "count/session?add=0";

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
        return TrialApplication.war("example.war").addPackage(CountServlet.class.getPackage());
    }

    @Tag("once")
    @ParameterizedTest
    @ValueSource(strings = {"session", "bean"})
    void noIncrementUnderALockOfTheSessionIsLost(String lock) {
        visitor.read(A, SHOWN);
        Rounds.ask(visitor, Rounds.MANY, "count/" + lock + "?add=1", A);
        String shown = "count/" + lock + "?add=0";
        String all = String.valueOf(Rounds.AT_ONCE * Rounds.MANY);
        assertThat(visitor.read(A, shown)).as("where they were made").isEqualTo(all);
        assertThat(visitor.read(B, shown)).as("on the other server").isEqualTo(all);
    }

    @Tag("once")
    @Test
    void incrementsOnTwoServersAreAllAnsweredAndBothReadTheLast() {
        visitor.read(A, SHOWN);
        Rounds.ask(visitor, Rounds.MANY, ADD, A, B);
        assertThat(Integer.parseInt(visitor.read(A, SHOWN))).isBetween(1, Rounds.AT_ONCE * Rounds.MANY);
        assertThat(visitor.read(B, SHOWN)).isEqualTo(visitor.read(A, SHOWN));
        for (URI last : List.of(A, B)) {
            String acknowledged = visitor.read(last, ADD);
            assertThat(visitor.read(A, SHOWN)).isEqualTo(acknowledged);
            assertThat(visitor.read(B, SHOWN)).isEqualTo(acknowledged);
        }
    }

    @Test
    void twoNamesForOneObjectStayTwoNamesForOneObjectThoughANodeIsKilled() {
        visitor.read(A, SHOWN);
        visitor.read(A, "objects/two-names");
        assertThat(visitor.read(A, "objects/add?item=x")).isEqualTo("one object [x]");
        assertThat(visitor.read(A, "objects/shown")).isEqualTo("one object [x]");
        Nodes.get(0).kill();
        try {
            assertThat(visitor.read(A, "objects/add?item=y")).isEqualTo("one object [x, y]");
            assertThat(visitor.read(A, "objects/shown")).isEqualTo("one object [x, y]");
            assertThat(visitor.read(B, "objects/shown")).endsWith(" [x, y]");
        } finally {
            Nodes.ensureRunning(0);
            Health.awaitAllNodes("UP");
        }
    }

    @Test
    void allRequestsOfASessionAreGivenTheSameObjects() {
        assertThat(visitor.read(A, "objects/seen")).isEqualTo("session [1], attribute [1]");
        assertThat(visitor.read(A, "objects/seen")).isEqualTo("session [2], attribute [2]");
        Rounds.ask(visitor, ROUNDS_OF_LOOKING, "objects/seen", A);
        int times = Rounds.AT_ONCE * ROUNDS_OF_LOOKING + 3;
        assertThat(visitor.read(A, "objects/seen")).isEqualTo("session [" + times + "], attribute [" + times + "]");
    }

    @Test
    void aSessionThatIsKeptBeyondItsRequestEndsAtOnceWithTheSession() {
        visitor.read(A, "objects/keep");
        assertThat(kept()).isEqualTo("kept");
        visitor.read(A, "objects/end");
        assertThat(kept()).isEqualTo("ended");
    }

    @Test
    void aSessionThatIsKeptBeyondItsRequestEndsSoonWhenAnotherServerEndsIt() {
        visitor.read(A, "objects/keep");
        assertThat(kept()).isEqualTo("kept");
        visitor.read(B, "objects/end");
        Eventually.answer("the kept session has ended", ENDED_EVERYWHERE, OneServerIT::kept, "ended"::equals);
    }

    /** What the kept session says in a request that has nothing to do with it. */
    private static String kept() {
        return new Visitor().read(A, "objects/kept");
    }

    @Test
    void whatAThreadChangesAfterItsRequestTheNextOneSeesAndTheOneAfterThatHasStored() {
        visitor.read(A, SHOWN);
        visitor.read(A, "late/begin");
        new Visitor().read(A, "late/finish");
        assertThat(visitor.read(A, "late/shown")).isEqualTo("{state=done}");
        visitor.read(A, "late/shown");
        assertThat(visitor.read(B, "late/shown")).isEqualTo("{state=done}");
    }
}
