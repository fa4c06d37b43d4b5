package io.holdfast.cluster;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Knows whether one node is well, from real traffic and from probes. Thread-safe.
 *
 * <p>One immutable state in one reference, moved by compare-and-set and read once a call, so that no request sees half
 * a change.
 */
public final class NodeMonitor {

    private static final System.Logger LOG = System.getLogger(NodeMonitor.class.getName());

    private final NodeClient client;
    private final int timeoutsToDown;
    private final InstantSource time;
    private final AtomicReference<NodeHealth> health;

    /** @param timeoutsToDown how many time-outs in a row take the node down, at least 1 */
    public NodeMonitor(NodeClient client, int timeoutsToDown, InstantSource time) {
        this.client = client;
        this.timeoutsToDown = timeoutsToDown;
        this.time = time;
        this.health = new AtomicReference<>(new NodeHealth(NodeState.DOWN, time.instant(), "not probed yet", 0, -1));
    }

    /** The node that is watched. */
    public Node node() {
        return client.node();
    }

    /** Its health at this moment. */
    public NodeHealth health() {
        return Objects.requireNonNull(health.get());
    }

    /** Whether it may be read from and written to. */
    public boolean isUp() {
        return health().state() == NodeState.UP;
    }

    /** Takes note of what came of an ordinary request. */
    void observe(NodeReply reply) {
        if (reply instanceof NodeReply.NoAnswer failure) {
            failed(failure.cause());
        } else if (health().failures() > 0) {
            move(now -> now.state() == NodeState.UP ? now.enter(NodeState.UP, time.instant(), "", 0) : now);
        }
    }

    /**
     * Probes the node, blocking up to {@code timeout}; health threads only.
     *
     * @param settle run after every good probe, for a node may miss something without going down; one that was down is
     *     used again only afterwards
     */
    public NodeReply probe(Duration timeout, Runnable settle) {
        long began = time.millis();
        NodeReply reply = client.probe(timeout);
        move(now -> now.probed(time.millis() - began));
        if (reply instanceof NodeReply.NoAnswer failure) {
            failed(failure.cause());
        } else {
            settle.run();
            move(now -> now.enter(NodeState.UP, time.instant(), "a probe succeeded", 0));
        }
        return reply;
    }

    private void failed(NodeReply.Cause cause) {
        move(now -> {
            int failures = now.failures() + 1;
            boolean down = cause != NodeReply.Cause.TIMEOUT || failures >= timeoutsToDown;
            return now.enter(down ? NodeState.DOWN : now.state(), time.instant(), cause.words(), failures);
        });
    }

    private void move(UnaryOperator<NodeHealth> step) {
        NodeHealth before = health.getAndUpdate(step);
        NodeHealth after = step.apply(before);
        if (after.isNewsAfter(before)) {
            LOG.log(
                    after.state() == NodeState.UP ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                    "Node {0} at {1} is {2}: {3}",
                    node().name(),
                    node().address(),
                    after.state(),
                    after.cause());
        }
    }
}
