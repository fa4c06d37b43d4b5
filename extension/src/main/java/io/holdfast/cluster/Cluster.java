package io.holdfast.cluster;

import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeReply.NoAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** All nodes of this application, asked together and watched while they are. Thread-safe. */
public final class Cluster {

    /** An eighth of the operation timeout, some 30 ms, is what a straggler gets once another node has answered. */
    private static final int STRAGGLERS_SHARE = 8;

    /** After a stop what came meanwhile is let in though the time is over, and once more if that falls to a stop. */
    private static final int MOST_TURNS = 2;

    /** Nodes that are asked together: two copies and a stand-in. */
    private static final int USUALLY_MOST = 3;

    private static final NoAnswer LATE = new NoAnswer(Cause.LATE);
    private static final NoAnswer TIMEOUT = new NoAnswer(Cause.TIMEOUT);

    private final Map<Node, MonitoredNode> nodes = new LinkedHashMap<>();
    private final FailoverPolicy policy;
    private final Duration operationTimeout;
    private final Awaiter awaiter;
    private final DelayedTasks delayedTasks;

    /**
     * @param clients one a node, in the order of the configuration
     * @param monitors of the same nodes, in the same order
     * @param copies how many copies of a session are wanted, at least 1
     * @param operationTimeout the longest wait for an answer, not counting the time in which this process stood still
     * @param delayedTasks watches for the answers that nobody waits for any more
     */
    public Cluster(
            List<NodeClient> clients,
            List<NodeMonitor> monitors,
            int copies,
            Duration operationTimeout,
            Awaiter awaiter,
            DelayedTasks delayedTasks) {
        for (int i = 0; i < clients.size(); i++) {
            nodes.put(clients.get(i).node(), new MonitoredNode(clients.get(i), monitors.get(i), monitors));
        }
        int fewest = Math.min(copies, Math.max(1, clients.size() - 1));
        monitors.forEach(monitor -> monitor.listen(change -> resetHoldDownsIfFewAreLeft(fewest)));
        RendezvousPlacement placement = new RendezvousPlacement(List.copyOf(nodes.keySet()));
        this.policy = new FailoverPolicy(placement, copies, this::state);
        this.operationTimeout = operationTimeout;
        this.awaiter = awaiter;
        this.delayedTasks = delayedTasks;
    }

    /**
     * If fewer nodes are left than a session has copies, one that comes and goes does less harm than its absence; and
     * if none is left, it is most likely this process that was ill.
     */
    private void resetHoldDownsIfFewAreLeft(int fewest) {
        Collection<MonitoredNode> all = nodes.values();
        long left = all.stream()
                .filter(monitored -> monitored.monitor().health().state() != NodeState.DOWN)
                .count();
        if (left < fewest) {
            all.forEach(monitored -> monitored.monitor().resetHoldDown());
        }
    }

    /** Where {@code key} is read and written now. */
    public Route route(String key) {
        return policy.route(key);
    }

    /** Where the key of {@code route} is read and written now: the same object if it is as before. */
    public Route reroute(Route route) {
        return policy.reroute(route);
    }

    /** The monitors in the order of the configuration. */
    public List<NodeMonitor> monitors() {
        return nodes.values().stream().map(MonitoredNode::monitor).toList();
    }

    /**
     * Sends all requests, then waits once: until all are answered, the operation timeout or the deadline. Every request
     * has its reply in the result; a missing answer is a {@link NodeReply.NoAnswer}. A node that is down is not asked.
     */
    public Map<Node, NodeReply> ask(Map<Node, ? extends NodeRequest> requests, Deadline deadline) {
        return new Asked(requests, deadline).all();
    }

    /**
     * As {@link #ask}, but once one node has answered the others have a moment only. One that has not answered by then
     * is {@link Cause#LATE}, and whether it does is watched in the background. For reads: a write that nobody waited
     * for may be the only one that counts.
     */
    public Map<Node, NodeReply> askWithoutStragglers(Map<Node, NodeRequest.Get> requests, Deadline deadline) {
        return new Asked(requests, deadline).withoutStragglers();
    }

    /** Sends one request and does not wait: for what may be lost without harm. */
    public void tell(Node node, NodeRequest request) {
        CompletableFuture<NodeReply> unused = monitored(node).client().send(request);
    }

    /** The largest value in bytes that may be written to {@code node} now. */
    public int maxValueBytes(Node node) {
        return monitored(node).client().maxValueBytes();
    }

    /** The process that is {@code node} now. */
    public NodeIncarnation incarnation(Node node) {
        return monitored(node).client().incarnation();
    }

    /** What this application thinks of {@code node} now. */
    public NodeState state(Node node) {
        return monitored(node).monitor().health().state();
    }

    /** Waits as for nodes; see {@link Awaiter#await}. */
    public void await(CompletableFuture<?> done, long nanos) {
        awaiter.await(done, nanos);
    }

    /** Gives nodes that kept silent a moment before they are asked again. */
    public void pause(Deadline deadline) {
        awaiter.await(new CompletableFuture<>(), Math.min(moment(), deadline.remainingNanos()));
    }

    private long moment() {
        return operationTimeout.toNanos() / STRAGGLERS_SHARE;
    }

    private MonitoredNode monitored(Node node) {
        MonitoredNode monitored = nodes.get(node);
        if (monitored == null) {
            throw new IllegalArgumentException("node " + node.name() + " is not of this cluster");
        }
        return monitored;
    }

    /**
     * Requests that were sent together. Time-outs count the time in which this process ran: what came while it stood
     * still lies in the sockets, and has to be read before anything is concluded.
     */
    private final class Asked {
        private final Map<Node, CompletableFuture<NodeReply>> sent = new LinkedHashMap<>(USUALLY_MOST);
        private final CompletableFuture<Boolean> all = new CompletableFuture<>();
        private final AtomicInteger missing;
        private final Deadline deadline;
        private final RunningTime time;
        private final long longest;
        private volatile long firstAnswerAt = -1; // in real time

        Asked(Map<Node, ? extends NodeRequest> requests, Deadline deadline) {
            this.missing = new AtomicInteger(requests.size());
            this.deadline = deadline;
            this.time = new RunningTime(deadline, moment());
            this.longest = Math.max(operationTimeout.toNanos(), deadline.remainingNanos() / 2);
            requests.forEach(this::send);
            time.passed(0);
            if (requests.isEmpty()) {
                all.complete(true);
            }
        }

        private void send(Node node, NodeRequest request) {
            sent.put(node, monitored(node).ask(request, this::arrived));
        }

        /** That a node could not be reached is no answer: others are waited for as if it had not been asked. */
        private void arrived(NodeReply reply) {
            if (firstAnswerAt < 0 && !(reply instanceof NoAnswer)) {
                firstAnswerAt = time.real();
            }
            if (missing.decrementAndGet() == 0) {
                all.complete(true);
            }
        }

        Map<Node, NodeReply> all() {
            await(this::untilTimeout);
            return replies(false);
        }

        /**
         * The first answer does not wake the thread, for mostly the others follow at once, and a thread that wakes
         * costs more than all else here. So it is looked for whenever a moment has passed.
         */
        Map<Node, NodeReply> withoutStragglers() {
            await(() -> Math.min(untilMomentIsOver(), untilTimeout()));
            return replies(true);
        }

        /** In steps of a moment at most, to notice if this process stands still. */
        private void await(LongSupplier left) {
            int turns = 0;
            while (!all.isDone() && !Thread.currentThread().isInterrupted()) {
                long wait = left.getAsLong();
                if (wait <= 0) {
                    wait = time.turnLeft();
                    if (wait <= 0 || turns++ == MOST_TURNS) {
                        return;
                    }
                }
                long step = Math.min(wait, moment());
                awaiter.await(all, step);
                time.passed(step);
            }
        }

        private long untilMomentIsOver() {
            long since = firstAnswerAt;
            return since < 0 ? moment() : since + moment() - time.real();
        }

        /** Whoever is stopped again and again should have time to turn to another node. */
        private long untilTimeout() {
            long longestLeft = Math.min(longest - time.real(), deadline.remainingNanos());
            return Math.min(operationTimeout.toNanos() - time.running(), longestLeft);
        }

        private Map<Node, NodeReply> replies(boolean lateIsSlow) {
            time.passed(0);
            long left = operationTimeout.toNanos() - time.running();
            Map<Node, NodeReply> replies = new LinkedHashMap<>(USUALLY_MOST);
            sent.forEach((node, future) -> {
                NodeMonitor monitor = monitored(node).monitor();
                if (left <= 0) {
                    future.complete(TIMEOUT);
                }
                NodeReply reply = future.getNow(LATE);
                if (future.isDone()) {
                    monitor.observe(future.join());
                } else {
                    watch(monitor, future, left, lateIsSlow);
                }
                replies.put(node, reply);
            });
            return replies;
        }

        /**
         * A request that is answered, or out of its own time, before the node is says nothing about the node yet. Nor
         * is an answer late if this process was.
         */
        private void watch(NodeMonitor monitor, CompletableFuture<NodeReply> reply, long nanos, boolean lateIsSlow) {
            boolean isSlow = lateIsSlow && !time.stoodStill();
            CompletableFuture<?> unused = reply.thenAccept(isSlow ? monitor::observeLate : monitor::observe);
            long last = Math.min(nanos, moment());
            delayedTasks.after(Duration.ofNanos(nanos - last), () -> timeOutAfter(last, reply, MOST_TURNS));
        }

        /** A last step of its own, as for those who wait, and one more if it was too long. */
        private void timeOutAfter(long nanos, CompletableFuture<NodeReply> reply, int turns) {
            RunningTime step = new RunningTime(deadline, moment());
            delayedTasks.after(Duration.ofNanos(nanos), () -> {
                step.passed(nanos);
                if (step.stoodStill() && turns > 0) {
                    timeOutAfter(moment(), reply, turns - 1);
                } else {
                    reply.complete(TIMEOUT);
                }
            });
        }
    }
}
