package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request may cost where its session is in this server's memory: commands to nodes, and how often its thread
 * waits for them, which is once a round trip.
 */
class RequestBudgetTest {

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c", "d").map(name -> new FakeNode(name, clock)).toList();
    private final AtomicInteger waits = new AtomicInteger();

    @BeforeEach
    void noAnswerIsThereAtOnce() {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).delayRepliesBy(Duration.ofNanos(500_000L * (1 + i))); // nor do two come together
        }
    }

    private AppServer server(int copies) {
        return new AppServer(1, nodes, List.copyOf(nodes), copies, clock, clock::nanos, (done, nanos) -> {
            waits.incrementAndGet();
            new ManualAwaiter(clock).await(done, nanos);
        });
    }

    /** The commands of a request that does this. */
    private List<NodeRequest> request(AppServer server, SessionId id, boolean changes) {
        List<Integer> before =
                nodes.stream().map(node -> node.received().size()).toList();
        waits.set(0);
        OpenSession session = server.found(id);
        int count = (Integer) session.attributes().get("n");
        if (changes) {
            session.attributes().set("n", count + 1);
        }
        session.save();
        session.release();
        return nodes.stream()
                .flatMap(node -> node.received().stream().skip(before.get(nodes.indexOf(node))))
                .toList();
    }

    private SessionId login(AppServer server) {
        SessionId id = server.store.create(session -> session.set("n", 0));
        request(server, id, true);
        clock.advance(Duration.ofMillis(10)); // so that what was written late has arrived
        return id;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aCleanReadIsOneRoundTripWithACommandForEachCopyAndNoValue(int copies) {
        AppServer server = server(copies);
        SessionId id = login(server);
        assertThat(request(server, id, false)).hasSize(copies).allMatch(RequestBudgetTest::isGetWithoutValue);
        assertThat(waits).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aChangeIsOneRoundTripMoreWithAWriteForEachCopy(int copies) {
        AppServer server = server(copies);
        SessionId id = login(server);
        List<NodeRequest> commands = request(server, id, true);
        assertThat(commands).hasSize(2 * copies);
        assertThat(commands).filteredOn(RequestBudgetTest::isGetWithoutValue).hasSize(copies);
        assertThat(commands).filteredOn(NodeRequest.Put.class::isInstance).hasSize(copies);
        assertThat(waits).hasValue(2);
    }

    private static boolean isGetWithoutValue(NodeRequest request) {
        return request instanceof NodeRequest.Get get && !get.withValue();
    }
}
