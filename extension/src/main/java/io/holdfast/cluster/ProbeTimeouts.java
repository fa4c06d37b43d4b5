package io.holdfast.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How long a probe is waited for, so that a node is not blamed for what ails this process. Thread-safe.
 *
 * <p>If several nodes keep silent at once it is more likely this process that is held up, for want of a processor, say.
 * Taken for down wrongly, two nodes at once would leave changes on a third one only, where no other server looks.
 */
public final class ProbeTimeouts {

    /** A server that is still starting is slow: what it needs to connect has to be loaded first. */
    private static final Duration AT_START = Duration.ofSeconds(2);

    private static final int WHERE_OTHERS_ARE_SILENT = 4;

    private final List<NodeMonitor> monitors;
    private final Duration timeout;

    /**
     * @param monitors of all nodes
     * @param timeout if nothing speaks for more
     */
    public ProbeTimeouts(List<NodeMonitor> monitors, Duration timeout) {
        this.monitors = List.copyOf(monitors);
        this.timeout = timeout;
    }

    /** For the first probe of a node. */
    Duration atStart() {
        return timeout.compareTo(AT_START) > 0 ? timeout : AT_START;
    }

    /** For the next probe of {@code monitor}'s node; that of a node which is down already can do no harm. */
    public Duration of(NodeMonitor monitor) {
        if (!monitor.isKnown()) {
            return atStart();
        }
        boolean isDown = monitor.health().state() == NodeState.DOWN;
        boolean isOne = isDown || monitors.stream().noneMatch(other -> other != monitor && other.isSilent());
        return isOne ? timeout : timeout.multipliedBy(WHERE_OTHERS_ARE_SILENT);
    }
}
