package io.holdfast.cluster;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Knows whether one node is well, from real traffic and from probes. Thread-safe.
 *
 * <p>One immutable state in one reference, moved by compare-and-set and read once a call, so that no request sees half
 * a change. What follows from what is said by {@link NodeStateMachine}.
 */
public final class NodeMonitor {

    private static final System.Logger LOG = System.getLogger(NodeMonitor.class.getName());

    private final NodeClient client;
    private final NodeStateMachine stateMachine;
    private final InstantSource time;
    private final AtomicReference<MonitorState> state;
    private final NodeTraffic traffic = new NodeTraffic();
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Runnable prober = () -> {};

    /**
     * @param timeoutsToDown how many time-outs in a row, or one more among the last ten attempts, take the node down if
     *     the last of them is a probe's; at least 1
     */
    public NodeMonitor(NodeClient client, int timeoutsToDown, InstantSource time) {
        this.client = client;
        this.stateMachine = new NodeStateMachine(timeoutsToDown);
        this.time = time;
        this.state = new AtomicReference<>(MonitorState.unknown(time.instant()));
    }

    /** The node that is watched. */
    public Node node() {
        return client.node();
    }

    /** Its health at this moment. */
    public NodeHealth health() {
        return state().health();
    }

    NodeTraffic traffic() {
        return traffic;
    }

    /** Tells {@code listener} of every change from now on. */
    public void listen(NodeListener listener) {
        listeners.add(listener);
    }

    /**
     * Has {@code prober}, which must not block, run whenever ordinary traffic raises a doubt that a probe should
     * settle.
     */
    void settleDoubtsWith(Runnable prober) {
        this.prober = prober;
    }

    /** Takes note of what came of an ordinary request, if it was sent. */
    void observe(NodeReply reply) {
        if (reply instanceof NodeReply.NoAnswer failure) {
            if (failure.cause() != NodeReply.Cause.NOT_ASKED) {
                move(new NodeEvent.Failed(failure.cause()));
            }
            if (inDoubt()) {
                prober.run();
            }
        } else if (!state().isAsGoodAsCanBe()) {
            move(NodeEvent.ANSWERED);
        }
    }

    /** Takes note of an answer to an ordinary request that came much later than those of other nodes. */
    void observeLate(NodeReply reply) {
        if (reply instanceof NodeReply.NoAnswer) {
            observe(reply);
        } else {
            move(NodeEvent.ANSWERED_LATE);
        }
    }

    /**
     * Probes the node, blocking up to {@code timeout}; health threads only. A time-out that took twice as long says
     * that this process stood still, and nothing about the node. A probe that failed while requests did is one failure
     * more but settles nothing: both may have met the same hitch.
     */
    public NodeReply probe(Duration timeout) {
        return probe(timeout, SilenceJudge.Watch.BY_TIME_ALONE);
    }

    /**
     * As {@link #probe(Duration)}.
     *
     * @param watch tells whether a time-out says nothing of the node
     */
    NodeReply probe(Duration timeout, SilenceJudge.Watch watch) {
        boolean beganInDoubt = inDoubt();
        long began = time.millis();
        long incarnation = client.incarnation().number();
        NodeReply reply = client.probe(timeout);
        long millis = Math.max(0, time.millis() - began);
        if (incarnation > 0 && client.incarnation().number() != incarnation) {
            move(NodeEvent.RESTARTED);
        }
        if (!(reply instanceof NodeReply.NoAnswer failure)) {
            move(new NodeEvent.ProbeAnswered(millis));
        } else if (failure.cause() != NodeReply.Cause.TIMEOUT || !watch.excuses(millis, timeout)) {
            boolean settles = beganInDoubt || !inDoubt();
            move(settles ? new NodeEvent.ProbeFailed(failure.cause(), millis) : new NodeEvent.Failed(failure.cause()));
        }
        return reply;
    }

    /** Whether an attempt has ended yet. */
    boolean isKnown() {
        return state().known();
    }

    /** Whether it owes answers, or did when it was taken for down, while nothing else speaks against it. */
    boolean isSilent() {
        return state().isSilent();
    }

    /** Whether there were failures that the next probe settles. */
    boolean inDoubt() {
        return state().inDoubt();
    }

    /** Whether it is in use and nothing speaks against it. */
    boolean isInUse() {
        return state().isInUse();
    }

    /** Whether nothing but {@link #recover} keeps the node from being used as before. */
    boolean awaitsRecovery() {
        return state().awaitsRecovery();
    }

    /**
     * Gives a node that is not down what it missed, and brings one that answers again back into full use. If it fails
     * meanwhile it stays out of use.
     *
     * @param work may take its time and answers whether the node has everything now; what it throws is passed on.
     *     Unless it answers true the node is as before
     */
    public void recover(BooleanSupplier work) {
        MonitorState before = state();
        boolean returns = before.awaitsRecovery();
        if ((returns || before.isInUse()) && work.getAsBoolean() && returns) {
            move(new NodeEvent.Recovered(before.changes()));
        }
    }

    /** Lets a node that is down be used as soon as it answers again. */
    void resetHoldDown() {
        move(NodeEvent.HOLD_DOWN_RESET);
    }

    private MonitorState state() {
        return Objects.requireNonNull(state.get());
    }

    private void move(NodeEvent event) {
        MonitorState before;
        MonitorState after;
        do {
            before = state();
            after = stateMachine.next(before, event, time.instant());
        } while (!after.equals(before) && !state.compareAndSet(before, after));
        if (after.changes() != before.changes()) {
            log(after);
            tell(new NodeChange(
                    node(),
                    before.state(),
                    after.state(),
                    after.health().cause(),
                    after.health().since()));
        } else if (!before.known() && after.known()) {
            log(after); // it was not there from the start
        }
    }

    private void log(MonitorState now) {
        LOG.log(
                now.state() == NodeState.DOWN ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
                "Node {0} at {1} is {2}: {3}",
                node().name(),
                node().address(),
                now.state(),
                now.health().cause());
    }

    private void tell(NodeChange change) {
        for (NodeListener listener : listeners) {
            try {
                listener.changed(change);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed at node " + node().name() + "'s change", e);
            }
        }
    }
}
