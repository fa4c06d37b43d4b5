package io.holdfast.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.BeansApplication;
import io.holdfast.it.harness.http.Health;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.testing.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryServer
class NodeHealthIT {

    private static final URI MANAGEMENT = URI.create(System.getProperty("server-a.health"));

    private final HttpClient http = HttpClient.newHttpClient();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return BeansApplication.war("example.war");
    }

    /** Not asked anything; {@link Health} waits for both servers. */
    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return BeansApplication.war("example.war");
    }

    @BeforeEach
    void allNodesAreWell() {
        for (int i = 0; i < Nodes.count(); i++) {
            Nodes.ensureRunning(i);
        }
        Health.awaitAllNodes("UP");
    }

    @AfterEach
    void bringBack() {
        for (int i = 0; i < Nodes.count(); i++) {
            Nodes.ensureRunning(i);
        }
    }

    private HttpResponse<String> ask(String path) {
        HttpRequest request = HttpRequest.newBuilder(MANAGEMENT.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }

    @Test
    void readinessHasACheckForEachNodeThatSaysHowItIs() {
        HttpResponse<String> ready = ask("health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        for (int i = 0; i < Nodes.count(); i++) {
            assertThat(ready.body())
                    .containsPattern("\"name\":\"holdfast-node-node" + i + "\",\"status\":\"UP\",\"data\":\\{"
                            + "\"state\":\"UP\",\"since\":\"[^\"]+\",\"cause\":\"[^\"]+\","
                            + "\"probe-ms\":\"?\\d+\"?,\"failures\":\"?0\"?[,}]")
                    .as("addresses are told by holdfast.health.details=all only")
                    .doesNotContain("127.0.0.1:" + Nodes.get(i).port());
        }
        assertThat(ask("health").body()).contains("holdfast-node-node0");
        assertThat(ask("health/live").body()).doesNotContain("holdfast-node");
    }

    @Test
    void aDeadNodeIsToldAndTheServerStaysInService() {
        Nodes.get(1).kill();
        HttpResponse<String> ready = awaitReadiness("a node is DOWN", said -> said.contains("\"state\":\"DOWN\""));
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .containsPattern(
                        "\"name\":\"holdfast-node-node1\",\"status\":\"UP\",\"data\":\\{[^}]*\"state\":\"DOWN\"")
                .contains("connection");
    }

    @Test
    void withOneNodeLeftTheServerStaysInService() {
        Nodes.get(0).kill();
        Nodes.get(2).kill();
        HttpResponse<String> ready =
                awaitReadiness("two nodes are DOWN", said -> said.split("\"state\":\"DOWN\"", -1).length == 3);
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"status\":\"UP\"").doesNotContain("\"status\":\"DOWN\"");
        assertThat(ask("health").statusCode()).isEqualTo(200);
        assertThat(ask("health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutAnyNodeTheServerIsNotReady() {
        for (int i = 0; i < Nodes.count(); i++) {
            Nodes.get(i).kill();
        }
        HttpResponse<String> ready = awaitReadiness( // the last check of a round knows most
                "no node is UP", said -> !said.contains("\"status\":\"UP\",\"data\":{\"state\""));
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"name\":\"holdfast-node-node2\",\"status\":\"DOWN\"");
        assertThat(ask("health/live").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> awaitReadiness(String what, Predicate<String> wanted) {
        return Eventually.answer(
                what, Duration.ofSeconds(30), () -> ask("health/ready"), answer -> wanted.test(answer.body()));
    }

    @Test
    void askingForHealthStartsNoSession() {
        assertThat(ask("health/ready").headers().allValues("set-cookie")).isEmpty();
    }
}
