package io.holdfast.cdi;

import io.holdfast.archive.ArchiveStatus;
import io.holdfast.cdi.bean.BeanId;
import io.holdfast.config.HealthDetails;
import io.holdfast.config.NodeDownHealth;
import io.holdfast.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * The readiness check of the archive. Sessions are served without it, so it is UP while it runs at all, for the same
 * reason as a node's; its data tell how the database is. Never loaded if the server has no MicroProfile Health.
 */
final class ArchiveHealthCheck implements ReadinessCheck {

    private static final String NAME = "holdfast-archive";

    private final boolean strict;
    private final HealthDetails details;
    private final Supplier<@Nullable StoreAssembly> runs;

    private ArchiveHealthCheck(Settings.Health health, Supplier<@Nullable StoreAssembly> runs) {
        this.strict = health.nodeDown() == NodeDownHealth.DOWN;
        this.details = health.details();
        this.runs = runs;
    }

    /**
     * Adds the check if there is an archive.
     *
     * @param runs what runs at the time of a check; gives null if nothing does
     */
    static void addBean(AfterBeanDiscovery event, Settings settings, Supplier<@Nullable StoreAssembly> runs) {
        if (settings.archive().isPresent()) {
            event.<HealthCheck>addBean()
                    .beanClass(ReadinessCheck.class)
                    .id(BeanId.of(NAME))
                    .types(HealthCheck.class, Object.class)
                    .qualifiers(Readiness.Literal.INSTANCE, Any.Literal.INSTANCE)
                    .scope(ApplicationScoped.class)
                    .createWith(creational -> new ArchiveHealthCheck(settings.health(), runs));
        }
    }

    @Override
    public HealthCheckResponse call() {
        StoreAssembly running = runs.get();
        Optional<ArchiveStatus> status = running == null ? Optional.empty() : running.archiveStatus();
        if (running == null || status.isEmpty()) {
            return response(Status.DOWN, Map.of("state", "NOT STARTED"));
        }
        boolean down = strict && status.get().state() == ArchiveStatus.State.DOWN;
        return response(down ? Status.DOWN : Status.UP, data(status.get(), running.serving() == 0));
    }

    private HealthCheckResponse response(Status status, Map<String, Object> data) {
        return new HealthCheckResponse(NAME, status, Optional.of(data).filter(all -> details != HealthDetails.NONE));
    }

    /** @param serves whether sessions are served from it, for want of nodes, and so more slowly */
    private Map<String, Object> data(ArchiveStatus status, boolean serves) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", status.state().name());
        data.put("serves", serves);
        data.put("since", status.since().toString());
        String cause = details == HealthDetails.ALL ? status.cause() : status.summary();
        data.put("cause", cause == null ? "" : cause);
        data.put("waiting", (long) status.waiting().sessions());
        data.put("waiting-for-nodes", (long) status.waiting().forNodes());
        data.put("written", status.totals().written());
        data.put("failed", status.totals().failed());
        data.put("turned-away", status.totals().overflowed());
        data.put("unreadable", status.totals().unreadable());
        data.put("reads", status.totals().reads().made());
        return data;
    }
}
