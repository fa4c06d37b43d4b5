package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeClient;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A request whose question is on its way to the nodes while another one of its server gives the session a new id. */
class OldIdOnItsWayTest {

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final AppServer one = new AppServer(
            1,
            nodes,
            nodes.stream()
                    .<NodeClient>map(node -> new InterceptedNode(node, request -> meanwhile()))
                    .toList(),
            2,
            clock,
            clock::nanos,
            new ManualAwaiter(clock));

    private @Nullable Runnable onTheWay;

    private void meanwhile() {
        Runnable once = onTheWay;
        onTheWay = null;
        if (once != null) {
            once.run();
        }
    }

    @Test
    void whoFindsTheTombstoneOfAnOldIdLeavesTheSessionToTheNewOne() {
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        OpenSession login = one.found(id);
        onTheWay = () -> login.changeId();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(login.id()).isNotEqualTo(id);
        assertThat(one.found(login.id()).live()).isSameAs(login.live());
    }
}
