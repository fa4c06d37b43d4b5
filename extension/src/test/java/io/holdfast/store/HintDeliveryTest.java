package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With two nodes, where only hints keep a change or a logout from being undone. */
class HintDeliveryTest extends TwoServers {

    private final AtomicInteger writesUntilDeath = new AtomicInteger(Integer.MAX_VALUE);
    private final List<FakeNode> pair = nodes.subList(0, 2);
    private final FakeNode first = pair.get(0);
    private final AppServer server = new AppServer(
            3,
            pair,
            pair.stream()
                    .<NodeClient>map(node -> new InterceptedNode(node, request -> {
                        if (node == first && request instanceof Put && writesUntilDeath.getAndDecrement() == 0) {
                            first.fail(Cause.REFUSED);
                        }
                    }))
                    .toList(),
            2,
            clock,
            clock::nanos,
            new ManualAwaiter(clock));

    private List<SessionId> sessions(int count) {
        return Stream.generate(() -> server.store.create(session -> session.set("user", "ada")))
                .limit(count)
                .toList();
    }

    @Test
    void whatIsNotDeliveredBecauseTheNodeDiesHalfWayIsKeptAsAHint() {
        List<SessionId> ids = sessions(20);
        first.fail(Cause.REFUSED);
        ids.forEach(id -> set(server, id, "user", "grace"));
        first.start();
        writesUntilDeath.set(7);
        server.probe();
        assertThat(writesUntilDeath.get()).as("it died").isNegative();
        server.probe();

        writesUntilDeath.set(Integer.MAX_VALUE);
        first.start();
        server.probe();
        pair.get(1).kill();
        assertThat(ids).allSatisfy(id -> assertThat(get(server, id, "user")).isEqualTo("grace"));
    }

    @Test
    void aLogoutThatCouldNotBeDeliveredTheFirstTimeIsDeliveredTheNext() {
        List<SessionId> ids = sessions(20);
        first.fail(Cause.REFUSED);
        ids.forEach(id -> server.found(id).end());
        first.start();
        writesUntilDeath.set(2);
        server.probe();
        server.probe();

        writesUntilDeath.set(Integer.MAX_VALUE);
        first.start();
        server.probe();
        pair.get(1).kill();
        assertThat(ids).allSatisfy(id -> assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class));
    }

    @Test
    void aChangeDeliveredLateDoesNotProlongTheSession() {
        SessionId id = sessions(1).get(0);
        first.fail(Cause.REFUSED);
        set(server, id, "user", "grace");
        clock.advance(Duration.ofSeconds(1000));
        first.start();
        server.probe();
        NodeReply.Hit late = (NodeReply.Hit) first.holds(server.key(id));
        int left = AppServer.IDLE_TIMEOUT_SECONDS + 10 - 1000;
        assertThat(late.ttlSeconds().orElseThrow())
                .as("some seconds of probing included")
                .isBetween(left - 2, left);
    }

    @Test
    void anInterruptedDeliveryKeepsItsHints() {
        SessionId id = sessions(1).get(0);
        first.fail(Cause.REFUSED);
        server.found(id).end();
        first.start();
        first.probe(Duration.ofMillis(25));
        Thread.currentThread().interrupt();
        server.engine.recover(first.node());
        assertThat(Thread.interrupted()).isTrue();

        server.engine.recover(first.node());
        pair.get(1).kill();
        server.probe();
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }
}
