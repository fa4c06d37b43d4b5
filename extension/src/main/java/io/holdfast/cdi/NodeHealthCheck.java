package io.holdfast.cdi;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeHealth;
import io.holdfast.config.NodeDown;
import io.holdfast.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check of one node. Its status tells whether the node's sessions are served, its data how the node
 * itself is.
 *
 * <p>A node that is down while others serve its sessions is UP by default: DOWN would make an orchestrator take every
 * application server out of service exactly when failover works. Never loaded where the server has no MicroProfile
 * Health.
 */
final class NodeHealthCheck implements ReadinessCheck {

    private static final String PREFIX = "holdfast-node-";

    private final Node node;
    private final boolean strict;
    private final Deployment deployment;

    private NodeHealthCheck(Node node, NodeDown nodeDown, Deployment deployment) {
        this.node = node;
        this.strict = nodeDown == NodeDown.DOWN;
        this.deployment = deployment;
    }

    /** Adds one check a node. */
    static void addBeans(AfterBeanDiscovery event, Settings settings, Deployment deployment) {
        for (Node node : NodeClients.nodes(settings)) {
            event.<HealthCheck>addBean()
                    .beanClass(ReadinessCheck.class)
                    .id(BeanId.of(PREFIX + node.name()))
                    .types(HealthCheck.class, Object.class)
                    .qualifiers(Readiness.Literal.INSTANCE, Any.Literal.INSTANCE)
                    .scope(ApplicationScoped.class)
                    .createWith(creational -> new NodeHealthCheck(node, settings.nodeDown(), deployment));
        }
    }

    @Override
    public HealthCheckResponse call() {
        StoreAssembly running = deployment.runningAlready();
        if (running == null) {
            return new HealthCheckResponse(
                    PREFIX + node.name(), Status.DOWN, Optional.of(Map.of("state", "NOT STARTED")));
        }
        NodeHealth health = running.probes().look(node);
        boolean served = strict ? health.state().serves() : running.serves();
        return new HealthCheckResponse(
                PREFIX + node.name(), served ? Status.UP : Status.DOWN, Optional.of(data(health)));
    }

    private Map<String, Object> data(NodeHealth health) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("address", node.address());
        data.put("state", health.state().name());
        data.put("since", health.since().toString());
        data.put("cause", health.cause());
        data.put("probe-ms", health.probeMillis());
        data.put("failures", (long) health.failures());
        data.putAll(deployment.newSessions());
        return data;
    }
}
