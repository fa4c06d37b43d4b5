package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.Awaiter;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What another request of this server does to a session after the nodes have answered and before the session is handed
 * out. The answers are as they were before.
 */
class HandOutTest implements Awaiter {

    private Runnable onceAnswered = () -> {};

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final AppServer server = new AppServer(1, nodes, List.copyOf(nodes), 2, clock, clock::nanos, this);
    private final SessionId id = server.store.create(session -> session.set("user", "ada"));
    private final OpenSession other = server.found(id);

    HandOutTest() {
        nodes.forEach(node -> node.delayRepliesBy(Duration.ofMillis(1))); // nobody waits for what is there
    }

    @Override
    public void await(CompletableFuture<?> done, long nanos) {
        new ManualAwaiter(clock).await(done, nanos);
        Runnable once = onceAnswered;
        onceAnswered = () -> {};
        once.run();
    }

    @Test
    void anIdOpensNothingThatWasChangedMeanwhileSoThatNobodyGetsTheLoginThatItWasChangedFor() {
        onceAnswered = () -> {
            other.attributes().set("user", "admin");
            other.changeId();
        };
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(server.found(other.id()).attributes().get("user")).isEqualTo("admin");
    }

    @Test
    void aSessionThatEndedMeanwhileIsNotHandedOut() {
        onceAnswered = other::end;
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aSessionWhoseIdCouldNotBeChangedMeanwhileIsHandedOut() {
        onceAnswered = () -> {
            nodes.forEach(FakeNode::cut);
            assertThatThrownBy(other::changeId).isInstanceOf(SessionUnavailableException.class);
            nodes.forEach(FakeNode::heal);
        };
        assertThat(server.found(id).attributes().get("user")).isEqualTo("ada");
    }
}
