package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.MapArchive;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ids cost that nobody, or nobody any more, has a session of. */
class RandomIdsTest {

    private static final int MANY = 100_000;

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final MapArchive archive = new MapArchive(10, clock);
    private final AppServer server = new AppServer(1, nodes, 2, clock, archive);
    private final Random random = new Random(1);

    private int commands() {
        return nodes.stream().mapToInt(node -> node.received().size()).sum();
    }

    private SessionId invented() {
        byte[] bytes = new byte[SessionId.BYTES];
        random.nextBytes(bytes);
        return SessionId.of(bytes);
    }

    @Test
    void aHundredThousandInventedIdsCostNoCommandAndNoSelect() {
        for (int i = 0; i < MANY; i++) {
            assertThat(server.engine.open(invented())).isInstanceOf(OpenResult.Absent.class);
        }
        assertThat(commands()).isZero();
        assertThat(archive.reads).isZero();
        assertThat(server.store.statistics().strangers()).isEqualTo(MANY);
    }

    @Test
    void anIdWithOneBitChangedIsInvented() {
        SessionId id = server.store.create(session -> session.set("user", "ada"));
        int before = commands();
        for (int bit = 0; bit < SessionId.BYTES * 8; bit++) {
            byte[] bytes = id.bytes();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(server.engine.open(SessionId.of(bytes))).isInstanceOf(OpenResult.Absent.class);
        }
        assertThat(commands()).isEqualTo(before);
    }

    @Test
    void anIdWhoseSessionHasEndedIsAskedForOnce() {
        SessionId id = server.store.create(session -> session.set("user", "ada"));
        AppServer other = new AppServer(2, nodes, 2, clock, archive.seenByAnother());
        other.found(id).end();
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        int asked = commands();
        int reads = archive.reads;
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofSeconds(30));
            assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        }
        nodes.get(0).fail(NodeReply.Cause.REFUSED);
        server.probe();
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(commands()).isEqualTo(asked);
        assertThat(archive.reads).isEqualTo(reads);
    }

    @Test
    void anIdWhoseSessionIsNotThereIsAskedForAgainAfterTenSecondsOnly() {
        SessionId id = TestKeys.id();
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
            }
            assertThat(archive.reads).isEqualTo(round);
            assertThat(commands()).isEqualTo(3 * round);
            clock.advance(Duration.ofSeconds(10));
        }
    }

    @Test
    void anIdWhoseSessionIsNotThereIsAskedForAgainWhenTheHealthOfANodeChanges() {
        SessionId id = TestKeys.id();
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        nodes.get(0).fail(NodeReply.Cause.REFUSED);
        server.probe();
        OpenResult unused = server.engine.open(id);
        assertThat(archive.reads).isEqualTo(2);
    }

    @Test
    void fourIdsOfOneRequestShareOneBudget() {
        List<SessionId> ids = Stream.generate(TestKeys::id).limit(4).toList();
        nodes.forEach(FakeNode::hang);
        long begin = clock.nanos();
        var opening = server.engine.withinOneBudget();
        assertThat(ids.stream().map(opening)).allMatch(OpenResult.Unknown.class::isInstance);
        assertThat(Duration.ofNanos(clock.nanos() - begin)).isLessThanOrEqualTo(Duration.ofMillis(1100));
    }
}
