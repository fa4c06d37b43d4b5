package io.holdfast.testing;

import io.holdfast.cluster.Eviction;
import io.holdfast.cluster.InProcessNode;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeIncarnation;
import io.holdfast.cluster.NodeReply.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What all applications' views of one {@link FakeNode} share; guarded by itself. */
final class FakeMemory {

    final Node node;
    final ManualClock clock;
    final List<FakeNode> views = new ArrayList<>();
    final List<Runnable> held = new ArrayList<>();
    InProcessNode store;
    boolean hangs;
    NodeIncarnation incarnation = new NodeIncarnation(1, OptionalLong.of(64 << 20));
    private int maxValueBytes = FakeNode.MAX_VALUE_BYTES;

    @Nullable
    Cause fails;

    FakeMemory(Node node, ManualClock clock) {
        this.node = node;
        this.clock = clock;
        this.store = empty();
    }

    synchronized void hang() {
        hangs = true;
    }

    synchronized void reachable() {
        fails = null;
    }

    synchronized void evict(String key) {
        Eviction.of(store, key);
    }

    synchronized void take(int valueBytes) {
        maxValueBytes = valueBytes;
    }

    /** The process dies. */
    void lose() {
        store = empty();
        incarnation = new NodeIncarnation(incarnation.number() + 1, incarnation.memoryBytes());
        hangs = false;
        held.clear();
    }

    private InProcessNode empty() {
        return new InProcessNode(node, maxValueBytes, Long.MAX_VALUE, clock);
    }

    /** The process goes on; what waited for that is to be run by the caller. */
    List<Runnable> resume() {
        hangs = false;
        List<Runnable> waiting = List.copyOf(held);
        held.clear();
        return waiting;
    }

    void after(Duration time, Runnable action) {
        if (time.isZero()) {
            action.run();
        } else {
            clock.after(time, action);
        }
    }
}
