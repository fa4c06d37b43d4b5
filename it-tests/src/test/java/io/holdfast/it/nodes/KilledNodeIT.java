package io.holdfast.it.nodes;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Health;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.server.EveryServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class KilledNodeIT {

    private static final int SESSIONS = 300;
    private static final long SEED = Long.getLong("killed-node.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final Map<Visitor, Integer> acknowledged = new LinkedHashMap<>();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return TrialApplication.war();
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return TrialApplication.war();
    }

    @BeforeEach
    void logIn() {
        Health.awaitAllNodes("UP");
        for (int i = 0; i < SESSIONS; i++) {
            Visitor visitor = new Visitor();
            visitor.read(either(), "api/login?user=user" + i);
            acknowledged.put(visitor, 0);
        }
        everybodyHits();
    }

    @AfterEach
    void bringBack() {
        IntStream.range(0, Nodes.count()).forEach(Nodes::ensureRunning);
    }

    private URI either() {
        return random.nextBoolean() ? A : B;
    }

    /** What of the sessions was not as it should be; all zero is how it should be. */
    private record Losses(int lostSessions, int olderStates, int errors) {}

    private Losses everybodyHits() {
        int lost = 0;
        int older = 0;
        int errors = 0;
        for (Map.Entry<Visitor, Integer> user : acknowledged.entrySet()) {
            HttpResponse<String> answer = user.getKey().ask(either(), "api/hit");
            if (answer.statusCode() != 200) {
                errors++;
            } else if (answer.body().contains("\"user\":null")) {
                lost++;
            } else {
                int counter = Visitor.counter(answer.body());
                older += counter < user.getValue() + 1 ? 1 : 0;
                user.setValue(counter);
            }
        }
        return new Losses(lost, older, errors);
    }

    private void assertNothingLost(String moment) {
        assertThat(everybodyHits())
                .as("%s, -Dkilled-node.seed=%d", moment, SEED)
                .isEqualTo(new Losses(0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theDeathOfAnyNodeCostsNoSessionAndEverybodyCanLogIn(int number) {
        Nodes.get(number).kill();
        assertNothingLost("right after the kill");
        assertNothingLost("later");
        for (int i = 0; i < 30; i++) {
            assertThat(new Visitor().read(either(), "api/login?user=new" + i)).contains("\"user\":\"new" + i);
        }
    }

    @Test
    void aNodeThatCameBackEmptyIsFilledAgainSoThatTheNextOneMayDie() {
        Nodes.get(0).restart();
        Health.awaitAllNodes("UP");
        assertNothingLost("after the first came back empty");
        Nodes.get(1).kill();
        assertNothingLost("after the second died");
        Nodes.get(1).restart();
        Health.awaitAllNodes("UP");
        assertNothingLost("after the second came back empty");
        Nodes.get(2).kill();
        assertNothingLost("after the third died");
    }
}
