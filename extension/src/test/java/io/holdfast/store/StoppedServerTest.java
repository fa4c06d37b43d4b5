package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A server that stands still in the middle of a request, for longer than the request's budget of one second. */
class StoppedServerTest extends TwoServers {

    private static final Duration STOP = Duration.ofMillis(1500);

    private final Queue<Runnable> first = new ArrayDeque<>();
    private final SessionId id = login();

    private AppServer stoppingAt(Class<? extends NodeRequest> kind, Runnable meanwhile) {
        AppServer server = third(nodes, 2, one.owner(id, 0), kind, first);
        server.nodes.forEach(node -> node.delayRepliesBy(Duration.ofMillis(1)));
        first.add(() -> {
            clock.standStill(STOP);
            server.stoppedNanos += STOP.toNanos();
            meanwhile.run();
        });
        return server;
    }

    @Test
    void itStillSaves() {
        AppServer server = stoppingAt(Put.class, () -> {});
        set(server, id, "user", "grace");
        assertThat(first).isEmpty();
        assertThat(get(one, id, "user")).isEqualTo("grace");
    }

    @Test
    void itStillSavesTwoCopiesIfANodeHasDiedMeanwhile() {
        AppServer server = stoppingAt(Put.class, () -> one.owner(id, 0).kill());
        set(server, id, "user", "grace");
        assertThat(first).isEmpty();
        two.probe();
        one.owner(id, 1).kill();
        two.probe();
        assertThat(get(two, id, "user")).isEqualTo("grace");
    }

    @Test
    void itStillReadsIfANodeHasDiedMeanwhile() {
        AppServer server = stoppingAt(Get.class, () -> one.owner(id, 0).kill());
        assertThat(get(server, id, "user")).isEqualTo("ada");
        assertThat(first).isEmpty();
    }

    @Test
    void itDoesNotWaitForNodesForEverAfterwards() {
        AppServer server = stoppingAt(Get.class, () -> nodes.forEach(FakeNode::hang));
        long began = clock.nanos();
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(first).isEmpty();
        assertThat(Duration.ofNanos(clock.nanos() - began)).isLessThanOrEqualTo(STOP.plusSeconds(1));
    }
}
