package io.holdfast.testing;

import io.holdfast.cluster.InProcessNode;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeIncarnation;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One application's view of a node that fails as the test tells it to. Nothing happens by itself: a reply comes at once
 * or, where there is a lag, when the {@link ManualClock} is advanced; a probe returns at once whatever time it would
 * have taken. Thread-safe.
 *
 * <p>Like a real one it answers {@link Cause#NOT_CONNECTED} after its connection was lost, until a probe succeeds; but
 * it is connected to begin with.
 */
public final class FakeNode implements NodeClient {

    public static final int MAX_VALUE_BYTES = 1_000_000;

    private final FakeMemory memory;
    private final List<NodeRequest> received = new ArrayList<>();
    private final List<String> rejections = new ArrayList<>();
    private Set<CompletableFuture<NodeReply>> unanswered = new LinkedHashSet<>();
    private boolean connected = true;
    private NodeIncarnation incarnation = NodeIncarnation.UNKNOWN;
    private boolean closed;
    private boolean cut;
    private int requestsToLose;
    private int repliesToLose;
    private Duration lag = Duration.ZERO;
    private Duration delay = Duration.ZERO;

    public FakeNode(String name, ManualClock clock) {
        this(new FakeMemory(new Node(name, name + ".test", 11211), clock));
    }

    private FakeNode(FakeMemory memory) {
        this.memory = memory;
        memory.views.add(this);
    }

    /** The same node as another application sees it: shares what the node holds, not what happens on the way to it. */
    public FakeNode seenByAnother() {
        synchronized (memory) {
            return new FakeNode(memory);
        }
    }

    // ---- what happens to the node

    /** The process dies: what it held is gone, its connections are closed, new ones are refused. */
    public void kill() {
        fail(Cause.REFUSED);
        synchronized (memory) {
            memory.lose();
        }
    }

    /** Connections are closed and new ones end so; what the node holds stays. */
    public void fail(Cause cause) {
        List<FakeNode> views;
        synchronized (memory) {
            memory.fails = cause;
            views = List.copyOf(memory.views);
        }
        views.forEach(FakeNode::disconnect);
    }

    /** As {@link #restartEmpty}, with another item limit. */
    public void restartTaking(int maxValueBytes) {
        memory.take(maxValueBytes);
        restartEmpty();
    }

    /** After {@link #kill} or {@link #fail}: connections can be made again. */
    public void start() {
        memory.reachable();
    }

    /** Killed and started again at once: empty, with a CAS counter that begins anew, all connections closed. */
    public void restartEmpty() {
        kill();
        start();
    }

    /** From now on the node accepts everything and does nothing, as one that was sent SIGSTOP. */
    public void hang() {
        memory.hang();
    }

    /** After {@link #hang}: works off all that came in meanwhile, also from connections closed since. */
    public void resume() {
        List<Runnable> waiting;
        synchronized (memory) {
            waiting = memory.resume();
        }
        waiting.forEach(Runnable::run);
    }

    /** Memory ran out and this value was in the way. */
    public void evict(String key) {
        memory.evict(key);
    }

    // ---- what happens on the way between this application and the node

    /** The network is cut: nothing arrives either way, connections look open. */
    public void cut() {
        synchronized (memory) {
            cut = true;
        }
    }

    /** After {@link #cut}; what was lost stays lost. */
    public void heal() {
        synchronized (memory) {
            cut = false;
        }
    }

    /** The next requests do not arrive. */
    public void loseRequests(int count) {
        synchronized (memory) {
            requestsToLose = count;
        }
    }

    /** The next requests arrive and are worked off, but their replies are lost. */
    public void loseReplies(int count) {
        synchronized (memory) {
            repliesToLose = count;
        }
    }

    /** Requests take this long to arrive from now on; less than before lets a later one overtake. */
    public void lagBy(Duration lag) {
        synchronized (memory) {
            this.lag = lag;
        }
    }

    /** Replies take this long to come back from now on. */
    public void delayRepliesBy(Duration delay) {
        synchronized (memory) {
            this.delay = delay;
        }
    }

    /** The next write of this application is answered so and not done. */
    public void rejectNextWrite(String message) {
        synchronized (memory) {
            rejections.add(message);
        }
    }

    /** After {@link #rejectNextWrite}: there is room again. */
    public void acceptWrites() {
        synchronized (memory) {
            rejections.clear();
        }
    }

    // ---- what the test may look at

    /** What this application sent and the node received, in order. */
    public List<NodeRequest> received() {
        synchronized (memory) {
            return List.copyOf(received);
        }
    }

    /** What the node holds for a key, without touching it: a hit with its value, or a miss. */
    public NodeReply holds(String key) {
        synchronized (memory) {
            return memory.store
                    .send(new NodeRequest.Get(key, true, NodeRequest.Get.KEEP_TTL))
                    .join();
        }
    }

    // ---- the port

    @Override
    public int maxValueBytes() {
        synchronized (memory) {
            return memory.store.maxValueBytes();
        }
    }

    @Override
    public NodeIncarnation incarnation() {
        synchronized (memory) {
            return incarnation;
        }
    }

    @Override
    public Node node() {
        return memory.node;
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        CompletableFuture<NodeReply> reply = new CompletableFuture<>();
        Runnable arrival;
        synchronized (memory) {
            if (!connected) {
                return CompletableFuture.completedFuture(new NodeReply.NoAnswer(Cause.NOT_CONNECTED));
            }
            unanswered.add(reply);
            boolean lost = cut || requestsToLose > 0;
            requestsToLose = Math.max(0, requestsToLose - 1);
            InProcessNode target = memory.store;
            arrival = lost ? () -> {} : () -> arrive(request, target, reply);
        }
        memory.after(lag, arrival);
        return reply;
    }

    private void arrive(NodeRequest request, InProcessNode target, CompletableFuture<NodeReply> reply) {
        NodeReply answer;
        synchronized (memory) {
            if (target != memory.store) {
                return; // the process it was sent to is gone
            }
            if (memory.hangs) {
                memory.held.add(() -> arrive(request, target, reply));
                return;
            }
            received.add(request);
            answer = request instanceof NodeRequest.Put && !rejections.isEmpty()
                    ? new NodeReply.Rejected(rejections.remove(0))
                    : target.send(request).join();
            boolean lost = cut || repliesToLose > 0;
            repliesToLose = Math.max(0, repliesToLose - 1);
            if (lost) {
                return;
            }
        }
        memory.after(delay, () -> reply.complete(answer));
    }

    @Override
    public NodeReply probe(Duration timeout) {
        NodeReply.@Nullable NoAnswer failure = failure(timeout);
        if (failure != null) {
            disconnect();
            return failure;
        }
        synchronized (memory) {
            connected = true;
            incarnation = memory.incarnation;
        }
        return NodeReply.PONG;
    }

    private NodeReply.@Nullable NoAnswer failure(Duration timeout) {
        synchronized (memory) {
            if (closed) {
                return new NodeReply.NoAnswer(Cause.NOT_CONNECTED);
            }
            if (memory.fails != null) {
                return new NodeReply.NoAnswer(memory.fails);
            }
            boolean late = cut || memory.hangs || lag.plus(delay).compareTo(timeout) >= 0;
            return late ? new NodeReply.NoAnswer(Cause.TIMEOUT) : null;
        }
    }

    private void disconnect() {
        Set<CompletableFuture<NodeReply>> lost;
        synchronized (memory) {
            connected = false;
            lost = unanswered;
            unanswered = new LinkedHashSet<>();
        }
        lost.forEach(reply -> reply.complete(new NodeReply.NoAnswer(Cause.CLOSED)));
    }

    @Override
    public void close() {
        synchronized (memory) {
            closed = true;
            memory.views.remove(this);
        }
        disconnect();
    }
}
