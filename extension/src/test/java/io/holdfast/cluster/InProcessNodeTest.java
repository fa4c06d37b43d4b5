package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InProcessNodeTest extends NodeClientContract {

    private static final Node HERE = new Node("here", "localhost", 11211);

    private final ManualClock clock = new ManualClock();

    @Override
    protected NodeClient newClient() {
        return new InProcessNode(HERE, maxValueBytes(), 100_000_000, clock);
    }

    @Override
    protected int maxValueBytes() {
        return 1_000_000;
    }

    @Override
    protected void passTime() {
        clock.advance(Duration.ofMillis(999));
    }

    @Test
    void overItsBoundItDropsWhatWasLongestUnused() {
        InProcessNode node = new InProcessNode(HERE, 100, 500, clock);
        for (String key : new String[] {"a", "b", "c"}) {
            add(node, key, 100);
        }
        look(node, "a");

        add(node, "d", 100);

        assertThat(look(node, "b")).isEqualTo(NodeReply.MISS);
        assertThat(look(node, "a")).isInstanceOf(NodeReply.Hit.class);
        assertThat(look(node, "c")).isInstanceOf(NodeReply.Hit.class);
        assertThat(look(node, "d")).isInstanceOf(NodeReply.Hit.class);
    }

    @Test
    void whatIsReplacedExpiredOrEvictedNoLongerCounts() {
        InProcessNode node = new InProcessNode(HERE, 100, 600, clock);
        add(node, "stays", 100);
        for (int i = 0; i < 500; i++) {
            long cas = add(node, "replaced", 100);
            node.send(new NodeRequest.Put("replaced", new byte[100], 0, 1, cas)).join();
            clock.advance(Duration.ofSeconds(1));
            add(node, "evicted", 100);
            node.evict("evicted");

            assertThat(look(node, "stays")).isInstanceOf(NodeReply.Hit.class);
        }
    }

    @Test
    void aReaderCannotChangeWhatIsHeld() {
        InProcessNode node = new InProcessNode(HERE, 100, 500, clock);
        add(node, "k", 1);
        NodeRequest.Get read = new NodeRequest.Get("k", true, NodeRequest.Get.KEEP_TTL);

        ((NodeReply.Hit) node.send(read).join()).value()[0] = 1;

        assertThat(((NodeReply.Hit) node.send(read).join()).value()).containsExactly(0);
    }

    @Test
    void theTimeToLiveIsRoundedUp() {
        InProcessNode node = new InProcessNode(HERE, 100, 500, clock);
        add(node, "k", 1);
        clock.advance(Duration.ofMillis(1500));

        assertThat(((NodeReply.Hit) look(node, "k")).ttlSeconds()).hasValue(999);
    }

    @Test
    void boundsOfLessThanOneAreRefused() {
        assertThatThrownBy(() -> new InProcessNode(HERE, 0, 1, clock))
                .hasMessage("maxValueBytes must be >= 1 but is 0");
        assertThatThrownBy(() -> new InProcessNode(HERE, 1, -5, clock)).hasMessage("maxBytes must be >= 1 but is -5");
    }

    private static long add(InProcessNode node, String key, int length) {
        NodeRequest put = new NodeRequest.Put(key, new byte[length], 0, 1000, NodeRequest.Put.ABSENT);
        return ((NodeReply.Stored) node.send(put).join()).cas();
    }

    private static NodeReply look(InProcessNode node, String key) {
        return node.send(new NodeRequest.Get(key, false, NodeRequest.Get.KEEP_TTL))
                .join();
    }
}
