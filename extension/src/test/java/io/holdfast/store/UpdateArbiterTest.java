package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** On which node an atomic update is decided if the first of the order has lost its copy. */
class UpdateArbiterTest extends TwoServers {

    private final Queue<Runnable> beforeWrites = new ArrayDeque<>();

    private static Optional<OpenSession> opened(AppServer server, SessionId id) {
        return Optional.of(((OpenResult.Found) server.engine.openPatiently(id)).session());
    }

    private static int countUp(AppServer server, Queue<OpenSession> opened, SessionId id) {
        return new AtomicUpdate<>(
                        server.engine,
                        () -> opened.isEmpty() ? opened(server, id) : Optional.of(opened.remove()),
                        attributes -> {
                            int count = attributes.get("count", Integer.class).orElse(0) + 1;
                            attributes.set("count", count);
                            return count;
                        })
                .run();
    }

    @Test
    void twoUpdatesAreNotDecidedOnTwoNodesWhileTheFirstIsGivenItsCopyAgain() {
        SessionId id = login();
        AppServer other = third(nodes, 2, one.owner(id, 1), Put.class, beforeWrites);
        other.found(id).save();
        one.owner(id, 0).restartEmpty();
        two.probe();
        Queue<OpenSession> early = new ArrayDeque<>(List.of(opened(two, id).orElseThrow()));
        other.probe(); // the first node has its copy again
        beforeWrites.add(() -> assertThat(countUp(two, early, id)).isPositive());
        assertThat(countUp(other, new ArrayDeque<>(), id)).isPositive();
        assertThat(beforeWrites).isEmpty();
        assertThat(get(two, id, "count")).isEqualTo(2);
    }

    @Test
    void aFirstNodeThatTakesNoWritesDoesNotKeepUpdatesFromBeingMade() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        first.evict(one.key(id));
        for (int write = 0; write < 1000; write++) {
            first.rejectNextWrite("SERVER_ERROR out of memory storing object");
        }
        assertThat(countUp(one, new ArrayDeque<>(), id)).isEqualTo(1);
        assertThat(get(two, id, "count")).isEqualTo(1);
    }
}
