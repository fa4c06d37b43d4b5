package io.holdfast.cdi;

import io.holdfast.cdi.bean.BeanId;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeHealth;
import io.holdfast.config.HealthDetails;
import io.holdfast.config.NodeDownHealth;
import io.holdfast.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * The readiness check of one node. Its status tells whether the node's sessions are served, its data how the node
 * itself is.
 *
 * <p>A node that is down while others serve its sessions is UP by default: DOWN would make an orchestrator take every
 * application server out of service exactly when failover works. Never loaded if the server has no MicroProfile Health.
 */
final class NodeHealthCheck implements ReadinessCheck {

    private static final String PREFIX = "holdfast-node-";

    private final Node node;
    private final String name;
    private final boolean strict;
    private final HealthDetails details;
    private final Supplier<@Nullable StoreAssembly> runs;
    private final Supplier<Map<String, Object>> newSessions;

    private NodeHealthCheck(
            Node node,
            String name,
            Settings.Health health,
            Supplier<@Nullable StoreAssembly> runs,
            Supplier<Map<String, Object>> newSessions) {
        this.node = node;
        this.name = name;
        this.strict = health.nodeDown() == NodeDownHealth.DOWN;
        this.details = health.details();
        this.runs = runs;
        this.newSessions = newSessions;
    }

    /**
     * Adds one check a node.
     *
     * @param runs what runs at the time of a check; gives null if nothing does
     * @param newSessions how many sessions begin at that time, as data
     */
    static void addBeans(
            AfterBeanDiscovery event,
            Settings settings,
            Supplier<@Nullable StoreAssembly> runs,
            Supplier<Map<String, Object>> newSessions) {
        List<Node> nodes = NodeClients.nodes(settings);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String name = PREFIX + shown(node, i + 1, settings.health().details());
            event.<HealthCheck>addBean()
                    .beanClass(ReadinessCheck.class)
                    .id(BeanId.of(PREFIX + node.name()))
                    .types(HealthCheck.class, Object.class)
                    .qualifiers(Readiness.Literal.INSTANCE, Any.Literal.INSTANCE)
                    .scope(ApplicationScoped.class)
                    .createWith(creational -> new NodeHealthCheck(node, name, settings.health(), runs, newSessions));
        }
    }

    /** A node that was given no name has its address for one, in whose place its number stands. */
    private static String shown(Node node, int number, HealthDetails details) {
        boolean isHidden = details != HealthDetails.ALL && node.name().equals(node.address());
        return isHidden ? Integer.toString(number) : node.name();
    }

    @Override
    public HealthCheckResponse call() {
        StoreAssembly running = runs.get();
        if (running == null) {
            return response(Status.DOWN, Map.of("state", "NOT STARTED"));
        }
        NodeHealth health = running.probeScheduler().look(node);
        boolean served = (!strict || health.state().serves()) && running.serves();
        return response(served ? Status.UP : Status.DOWN, data(health, running));
    }

    private HealthCheckResponse response(Status status, Map<String, Object> data) {
        return new HealthCheckResponse(name, status, Optional.of(data).filter(all -> details != HealthDetails.NONE));
    }

    private Map<String, Object> data(NodeHealth health, StoreAssembly running) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (details == HealthDetails.ALL) {
            data.put("address", node.address());
        }
        data.put("state", health.state().name());
        data.put("since", health.since().toString());
        data.put("cause", health.cause());
        data.put("probe-ms", health.probeMillis().orElse(-1));
        data.put("failures", (long) health.failures());
        String concern = running.concern(node);
        if (!concern.isEmpty()) {
            data.put("warning", concern);
        }
        data.putAll(newSessions.get());
        data.putAll(running.keyData());
        return data;
    }
}
