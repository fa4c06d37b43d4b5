package io.holdfast.example.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The nodes, seen through the readiness checks that Holdfast publishes, one a node. */
@ApplicationScoped
public class Nodes {

    private static final String PREFIX = "holdfast-node-";

    @Inject
    @Readiness
    private Instance<HealthCheck> checks;

    /** All of them, by name. */
    public List<NodeStatus> all() {
        return checks.stream()
                .map(HealthCheck::call)
                .flatMap(Nodes::node)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private static Stream<NodeStatus> node(HealthCheckResponse check) {
        if (!check.getName().startsWith(PREFIX)) {
            return Stream.empty();
        }
        String name = check.getName().substring(PREFIX.length());
        Map<String, Object> data = check.getData().orElse(Map.of());
        return Stream.of(new NodeStatus(name, text(data, "state"), text(data, "since"), text(data, "cause")));
    }

    private static String text(Map<String, Object> data, String key) {
        return Objects.toString(data.get(key), "");
    }
}
