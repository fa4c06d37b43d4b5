package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FakeNodeTest extends NodeClientContract {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);

    @Override
    protected NodeClient newClient() {
        return node;
    }

    @Override
    protected int maxValueBytes() {
        return FakeNode.MAX_VALUE_BYTES;
    }

    @Override
    protected void passTime() {
        clock.advance(SECOND);
    }

    @Test
    void aKilledNodeRefusesAndComesBackEmpty() {
        add("k").join();
        node.kill();
        assertThat(read("k").join()).isEqualTo(new NodeReply.NoAnswer(Cause.NOT_CONNECTED));
        assertThat(node.probe(SECOND)).isEqualTo(new NodeReply.NoAnswer(Cause.REFUSED));

        node.start();
        assertThat(read("k").join()).isEqualTo(new NodeReply.NoAnswer(Cause.NOT_CONNECTED));
        assertThat(node.probe(SECOND)).isEqualTo(NodeReply.PONG);
        assertThat(read("k").join()).isEqualTo(NodeReply.MISS);
        assertThat(add("k").join()).as("its CAS counter begins anew").isEqualTo(new NodeReply.Stored(1));
    }

    @Test
    void onlyARestartBeginsAnotherLife() {
        node.probe(SECOND);
        NodeIncarnation first = node.incarnation();
        node.fail(Cause.REFUSED);
        node.start();
        node.probe(SECOND);
        assertThat(node.incarnation()).isEqualTo(first);

        node.restartEmpty();
        node.probe(SECOND);
        assertThat(node.incarnation()).isNotEqualTo(first);
    }

    @Test
    void aFailingNodeKeepsWhatItHolds() {
        add("k").join();
        node.fail(Cause.UNRESOLVABLE);
        assertThat(node.probe(SECOND)).isEqualTo(new NodeReply.NoAnswer(Cause.UNRESOLVABLE));

        node.start();
        node.probe(SECOND);
        assertThat(read("k").join()).isInstanceOf(NodeReply.Hit.class);
    }

    @Test
    void aHungNodeAnswersNothingAndWorksItOffLater() {
        node.hang();
        CompletableFuture<NodeReply> write = add("k");
        clock.advance(SECOND);
        assertThat(write).isNotDone();
        assertThat(node.holds("k")).isEqualTo(NodeReply.MISS);

        node.resume();
        assertThat(write.join()).isInstanceOf(NodeReply.Stored.class);
    }

    @Test
    void aProbeOfAHungNodeClosesTheConnectionButWhatWasSentIsStillDone() {
        node.hang();
        CompletableFuture<NodeReply> write = add("k");
        assertThat(node.probe(SECOND)).isEqualTo(new NodeReply.NoAnswer(Cause.TIMEOUT));
        assertThat(write.join()).isEqualTo(new NodeReply.NoAnswer(Cause.CLOSED));

        node.resume();
        assertThat(node.holds("k")).isInstanceOf(NodeReply.Hit.class);
    }

    @Test
    void aLostReplyMeansTheWriteWasDone() {
        node.loseReplies(1);
        assertThat(add("k")).isNotDone();
        assertThat(node.holds("k")).isInstanceOf(NodeReply.Hit.class);
        assertThat(read("k").join()).isInstanceOf(NodeReply.Hit.class);
    }

    @Test
    void aLostRequestMeansItWasNot() {
        node.loseRequests(1);
        assertThat(add("k")).isNotDone();
        assertThat(node.holds("k")).isEqualTo(NodeReply.MISS);
        assertThat(read("k").join()).isEqualTo(NodeReply.MISS);
    }

    @Test
    void aLaggingNodeIsReachedLateAndADelayedReplyComesLate() {
        node.lagBy(Duration.ofMillis(10));
        node.delayRepliesBy(Duration.ofMillis(5));
        CompletableFuture<NodeReply> write = add("k");

        clock.advance(Duration.ofMillis(9));
        assertThat(node.holds("k")).isEqualTo(NodeReply.MISS);
        clock.advance(Duration.ofMillis(1));
        assertThat(node.holds("k")).isInstanceOf(NodeReply.Hit.class);
        assertThat(write).isNotDone();
        clock.advance(Duration.ofMillis(5));
        assertThat(write.join()).isInstanceOf(NodeReply.Stored.class);
        assertThat(node.probe(Duration.ofMillis(16))).isEqualTo(NodeReply.PONG);
        assertThat(node.probe(Duration.ofMillis(15))).isEqualTo(new NodeReply.NoAnswer(Cause.TIMEOUT));
    }

    @Test
    void whatIsUnderWayToAKilledNodeIsNotDoneByTheNextOne() {
        node.lagBy(SECOND);
        CompletableFuture<NodeReply> write = add("k");
        node.restartEmpty();
        assertThat(write.join()).isEqualTo(new NodeReply.NoAnswer(Cause.CLOSED));

        clock.advance(SECOND);
        assertThat(node.holds("k")).isEqualTo(NodeReply.MISS);
    }

    @Test
    void anEvictedValueIsAMiss() {
        add("k").join();
        node.evict("k");

        assertThat(read("k").join()).isEqualTo(NodeReply.MISS);
    }

    @Test
    void aRejectedWriteIsNotDone() {
        node.rejectNextWrite("SERVER_ERROR out of memory storing object");

        assertThat(add("k").join()).isEqualTo(new NodeReply.Rejected("SERVER_ERROR out of memory storing object"));
        assertThat(node.holds("k")).isEqualTo(NodeReply.MISS);
        assertThat(add("k").join()).isInstanceOf(NodeReply.Stored.class);
    }

    @Test
    void twoApplicationsShareWhatItHoldsButNotTheCutBetween() {
        FakeNode other = node.seenByAnother();
        node.cut();
        other.send(put("k")).join();

        assertThat(read("k")).isNotDone();
        assertThat(node.probe(SECOND)).isEqualTo(new NodeReply.NoAnswer(Cause.TIMEOUT));
        node.heal();
        assertThat(node.probe(SECOND)).isEqualTo(NodeReply.PONG);
        assertThat(read("k").join()).isInstanceOf(NodeReply.Hit.class);
        assertThat(other.received()).containsExactly(put("k"));
        assertThat(node.received()).hasSize(1);
    }

    private CompletableFuture<NodeReply> add(String key) {
        return node.send(put(key));
    }

    private static final byte[] VALUE = {1};

    private static NodeRequest put(String key) {
        return new NodeRequest.Put(key, VALUE, 0, 1000, NodeRequest.Put.ABSENT);
    }

    private CompletableFuture<NodeReply> read(String key) {
        return node.send(new NodeRequest.Get(key, true, 1000));
    }
}
