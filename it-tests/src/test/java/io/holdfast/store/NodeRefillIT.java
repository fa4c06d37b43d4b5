package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that return empty, and nobody who uses the sessions meanwhile. */
class NodeRefillIT {

    private final RealNodes nodes = new RealNodes();
    private final SessionStore store = new ReplicatedSessionStore(nodes.engine());

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void aRollingRestartOfAllNodesLosesNoSession() {
        List<SessionId> ids = Stream.generate(() -> store.create(session -> session.set("user", "ada")))
                .limit(300)
                .toList();
        for (int node = 0; node < 3; node++) {
            nodes.restart(node);
        }
        assertThat(ids).allSatisfy(id -> assertThat(store.locate(id)).hasSize(2));
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(store.find(id).orElseThrow().attributes()).containsEntry("user", "ada"));
        assertThat(store.statistics().missedCopies()).isEqualTo(new CountedStatistics.CountedMisses(0, 0, 0, 0, 0, 0));
    }
}
