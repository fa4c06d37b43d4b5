package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentSessionsTest {

    private static final int TIMEOUT = 60;

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private final Cluster cluster = new Cluster(
            List.of(node),
            List.of(new NodeMonitor(node, 1, clock)),
            1,
            Duration.ofSeconds(1),
            Awaiter.BLOCKING,
            clock::after);
    private final RecentSessions recent = new RecentSessions(3, new NodeIncarnations(cluster, clock), clock);

    private void use(String... keys) {
        for (String key : keys) {
            recent.used(new Copies(key, cluster.route(key)), TIMEOUT);
        }
    }

    @Test
    void overItsBoundItForgetsWhatWasLongestUnused() {
        use("a", "b", "c", "a", "d");

        assertThat(recent.living()).containsExactly("c", "a", "d");
    }

    @Test
    void aLookIsNoUse() {
        use("a", "b", "c");
        recent.seen(new Copies("a", cluster.route("a")));
        use("d");

        assertThat(recent.living()).containsExactly("b", "c", "d");
    }

    @Test
    void aLookAtAnUnknownSessionLeavesItUnknown() {
        recent.seen(new Copies("a", cluster.route("a")));

        assertThat(recent.living()).isEmpty();
    }

    @Test
    void aSessionWhoseIdleTimeoutIsOverIsNotThereAnyMore() {
        use("a");
        clock.advance(Duration.ofSeconds(TIMEOUT - 1));
        use("b");
        assertThat(recent.living()).containsExactly("a", "b");

        clock.advance(Duration.ofSeconds(1));
        assertThat(recent.living()).containsExactly("b");
    }

    @Test
    void usesOfOthersMakeRoomOfSessionsThatAreOver() {
        use("a", "b");
        clock.advance(Duration.ofSeconds(TIMEOUT));
        use("c");

        assertThat(recent.size()).isEqualTo(1);
    }

    @Test
    void anEndedSessionIsForgotten() {
        use("a", "b");
        recent.forget("a");

        assertThat(recent.living()).containsExactly("b");
    }
}
