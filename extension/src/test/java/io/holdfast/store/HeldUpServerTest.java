package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server that hears of both owners too late, most likely because it was held up itself, while the third node, which
 * stood in once, answers in time. The operation timeout is 25 ms, the request budget one second.
 */
class HeldUpServerTest extends TwoServers {

    private static final Duration TOO_LATE = Duration.ofMillis(40);
    private static final Duration A_WHILE = Duration.ofMillis(100);

    private SessionId id;

    @BeforeEach
    void aNodeHasAnOldCopy() {
        id = login();
        AppServer gone =
                new AppServer(3, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock);
        one.owner(id, 0).fail(Cause.REFUSED);
        gone.probeOnce();
        set(gone, id, "x", "old");
        one.owner(id, 0).start();
        one.probeOnce();
        two.probeOnce();
        set(one, id, "x", "new");
    }

    private OpenSession changed() {
        OpenSession session = two.found(id);
        session.attributes().set("x", "newest");
        return session;
    }

    private void ownersAreLate() {
        two.owner(id, 0).delayRepliesBy(TOO_LATE);
        two.owner(id, 1).delayRepliesBy(TOO_LATE);
    }

    private void ownersAreLateForAWhile() {
        ownersAreLate();
        clock.after(A_WHILE, () -> two.nodes.forEach(node -> node.delayRepliesBy(Duration.ZERO)));
    }

    @Test
    void itDoesNotBelieveTheOldCopy() {
        ownersAreLateForAWhile();
        assertThat(get(two, id, "x")).isEqualTo("new");
    }

    @Test
    void itSaysThatItDoesNotKnowIfTheOwnersAreLateForGood() {
        ownersAreLate();
        long began = clock.nanos();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(Duration.ofNanos(clock.nanos() - began)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1000));
    }

    @Test
    void itGoesByTheOldCopyIfTheOwnersAreDead() {
        one.owner(id, 0).kill();
        one.owner(id, 1).kill();
        two.probeOnce();
        assertThat(get(two, id, "x")).isEqualTo("old");
    }

    @Test
    void itSavesWhereTheOthersLook() {
        OpenSession session = changed();
        ownersAreLateForAWhile();
        session.save();
        assertThat(get(one, id, "x")).isEqualTo("newest");
    }

    @Test
    void itSavesWhereTheOthersLookAlsoIfItTakesTheOtherOwnerForDead() {
        OpenSession session = changed();
        two.owner(id, 0).cut();
        two.probeOnce();
        two.owner(id, 1).loseRequests(1);
        session.save();
        assertThat(get(one, id, "x")).isEqualTo("newest");
    }

    @Test
    void itDoesNotAcknowledgeAChangeThatNoOwnerTook() {
        OpenSession session = changed();
        ownersAreLate();
        assertThatThrownBy(session::save).isInstanceOf(SessionUnavailableException.class);
        two.nodes.forEach(node -> node.delayRepliesBy(Duration.ZERO));
        session.save();
        assertThat(get(one, id, "x")).isEqualTo("newest");
    }

    @Test
    void aChangeIsOnTwoNodesAlsoWhenAnOwnerAndTheStandInWereLate() {
        OpenSession session = changed();
        two.owner(id, 1).delayRepliesBy(TOO_LATE);
        two.owner(id, 2).delayRepliesBy(TOO_LATE);
        clock.after(A_WHILE, () -> two.nodes.forEach(node -> node.delayRepliesBy(Duration.ZERO)));
        session.save();
        one.owner(id, 0).kill();
        assertThat(get(one, id, "x")).isEqualTo("newest");
        assertThat(two.store.statistics().degraded()).isZero();
    }

    @Test
    void itEndsASessionWhereTheOthersLook() {
        OpenSession session = two.found(id);
        two.owner(id, 0).loseRequests(1);
        two.owner(id, 1).loseRequests(1);
        session.end();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void itDoesNotSayThatASessionHasEndedIfNoOwnerKnows() {
        OpenSession session = two.found(id);
        two.nodes.subList(0, 3).stream()
                .filter(node -> node != two.owner(id, 2))
                .forEach(FakeNode::cut);
        assertThatThrownBy(session::end).isInstanceOf(SessionUnavailableException.class);
    }
}
