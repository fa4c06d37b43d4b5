package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

class NodeHealthCheckTest {

    private static final String RARELY = "1m";

    private final KeptNodes nodes = new KeptNodes();

    private Server server(String... settings) {
        Server server = Server.start(nodes, Shop.BEANS, settings);
        Browser.deploy(server);
        return server;
    }

    private static List<HealthCheckResponse> ready(Server server) {
        return server.container().select(HealthCheck.class, Readiness.Literal.INSTANCE).stream()
                .map(HealthCheck::call)
                .sorted(Comparator.comparing(HealthCheckResponse::getName))
                .toList();
    }

    private static Map<String, Object> data(HealthCheckResponse response) {
        return response.getData().orElseThrow();
    }

    @Test
    void thereIsOneReadinessCheckANode() {
        try (Server server = server("nodes", "a=h1:1,b=h2:2,c=[::1]:3", "health.details", "all")) {
            assertThat(ready(server))
                    .extracting(HealthCheckResponse::getName)
                    .containsExactly("holdfast-node-a", "holdfast-node-b", "holdfast-node-c");
            HealthCheckResponse third = ready(server).get(2);
            assertThat(third.getStatus()).isEqualTo(Status.UP);
            assertThat(data(third))
                    .containsEntry("address", "[::1]:3")
                    .containsEntry("state", "UP")
                    .containsEntry("failures", 0L)
                    .containsKeys("since", "cause", "probe-ms");
        }
    }

    @Test
    void addressesAreToldOnlyWhereTheSettingSaysSo() {
        try (Server server = server("nodes", "a=h1:1,10.0.0.7:2")) {
            assertThat(ready(server))
                    .extracting(HealthCheckResponse::getName)
                    .containsExactly("holdfast-node-2", "holdfast-node-a");
            assertThat(data(ready(server).get(0)))
                    .containsOnlyKeys(
                            "state",
                            "since",
                            "cause",
                            "probe-ms",
                            "failures",
                            "new-sessions",
                            "new-sessions-refused",
                            "keys")
                    .containsEntry("cause", "a probe succeeded");
        }
        try (Server server = server("nodes", "a=h1:1,10.0.0.7:2", "health.details", "all")) {
            assertThat(ready(server))
                    .extracting(HealthCheckResponse::getName)
                    .containsExactly("holdfast-node-10.0.0.7:2", "holdfast-node-a");
        }
    }

    @Test
    void whatIsToBeMendedAtANodeThatServesIsTold() {
        nodes.worry("a", "demands no password");
        try (Server server = server("nodes", "a=h1:1,b=h2:2")) {
            assertThat(ready(server)).extracting(HealthCheckResponse::getStatus).containsOnly(Status.UP);
            assertThat(data(ready(server).get(0)))
                    .containsEntry("state", "UP")
                    .containsEntry("warning", "demands no password");
            assertThat(data(ready(server).get(1))).doesNotContainKey("warning");
        }
    }

    @Test
    void nothingButTheStatusIsToldWhereTheSettingSaysSo() {
        nodes.kill("a");
        try (Server server = server("nodes", "a=h1:1", "copies", "1", "health.details", "none")) {
            assertThat(ready(server)).singleElement().satisfies(check -> {
                assertThat(check.getStatus()).isEqualTo(Status.DOWN);
                assertThat(check.getData()).isEmpty();
            });
        }
        try (Server server =
                Server.start(nodes, Shop.BEANS, "nodes", "a=h1:1", "copies", "1", "health.details", "none")) {
            assertThat(ready(server).get(0).getData()).as("not started").isEmpty();
        }
    }

    @Test
    void aDeadNodeWhoseSessionsAreServedByOthersIsUpAndSaysThatItIsDown() {
        nodes.kill("a");
        try (Server server = server("nodes", "a=h1:1,b=h2:2", "copies", "1")) {
            HealthCheckResponse dead = ready(server).get(0);
            assertThat(dead.getStatus()).isEqualTo(Status.UP);
            assertThat(data(dead)).containsEntry("state", "DOWN").containsEntry("cause", "connection refused");
        }
    }

    @Test
    void aDeadNodeIsDownWhereTheSettingSaysSo() {
        nodes.kill("a");
        try (Server server = server("nodes", "a=h1:1,b=h2:2", "health.node-down", "down")) {
            assertThat(ready(server))
                    .extracting(HealthCheckResponse::getStatus)
                    .containsExactly(Status.DOWN, Status.UP);
        }
    }

    @Test
    void allChecksAreDownWhenNoNodeCanStore() {
        nodes.kill("a");
        nodes.kill("b");
        try (Server server = server("nodes", "a=h1:1,b=h2:2")) {
            assertThat(ready(server))
                    .extracting(HealthCheckResponse::getStatus)
                    .containsExactly(Status.DOWN, Status.DOWN);
        }
    }

    @Test
    void askingForHealthProbesANodeNoMoreOftenThanTheInterval() {
        try (Server server = server("nodes", "a=h1:1", "copies", "1", "probe.interval", RARELY)) {
            for (int i = 0; i < 10; i++) {
                ready(server);
            }
            assertThat(nodes.probes()).isEqualTo(1);
        }
    }

    @Test
    void whatARequestMetIsWhatHealthSays() {
        try (Server server = server("nodes", "a=h1:1,b=h2:2", "probe.interval", RARELY)) {
            SessionStore store = server.get(SessionStore.class);
            nodes.kill("a");
            store.create(attributes -> attributes.set("visitor", "Ada"));
            assertThat(data(ready(server).get(0))).containsEntry("state", "DOWN");
            assertThat(data(ready(server).get(1))).containsEntry("state", "UP");
        }
    }

    @Test
    void anApplicationThatHasNotStartedIsNotReady() {
        try (Server server = Server.start(nodes, Shop.BEANS, "nodes", "a=h1:1", "copies", "1")) {
            assertThat(ready(server)).extracting(HealthCheckResponse::getStatus).containsExactly(Status.DOWN);
            assertThat(nodes.probes()).isZero();
        }
    }

    @Test
    void theNodeInThisProcessHasACheckToo() {
        try (Server server = server()) {
            assertThat(ready(server))
                    .extracting(HealthCheckResponse::getName, HealthCheckResponse::getStatus)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("holdfast-node-in-process", Status.UP));
        }
    }
}
