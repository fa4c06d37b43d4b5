package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.testing.FakeNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the copy on a node that stood in for an owner. */
class StandInCleanupTest extends TwoServers {

    private SessionId id;
    private FakeNode owner;
    private FakeNode standIn;

    @BeforeEach
    void aNodeStandsIn() {
        id = login();
        owner = one.owner(id, 0);
        standIn = one.owner(id, 2);
        owner.fail(Cause.REFUSED);
        one.probeOnce();
        two.probeOnce();
        set(one, id, "x", 1);
        assertThat(copyOf(standIn)).isInstanceOf(NodeReply.Hit.class);
    }

    private NodeReply copyOf(FakeNode node) {
        return node.holds(one.key(id));
    }

    @Test
    void itStaysWhileTheOwnerIsAway() {
        one.probe();
        assertThat(copyOf(standIn)).isInstanceOf(NodeReply.Hit.class);
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void itGoesWhenTheOwnerHasItAll() {
        owner.start();
        one.probe();
        assertThat(copyOf(standIn)).isEqualTo(NodeReply.MISS);
        assertThat(one.store.locate(id)).isEqualTo(one.preference(id).subList(0, 2));
        two.probe();
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void itGoesToWhereTheOwnerWasOnlySlow() {
        owner.start();
        one.probe();
        two.probe();
        OpenSession session = two.found(id);
        session.attributes().set("x", 2);
        two.owner(id, 1).loseRequests(1);
        session.save();
        assertThat(copyOf(standIn)).isInstanceOf(NodeReply.Hit.class);
        two.probe();
        assertThat(copyOf(standIn)).isEqualTo(NodeReply.MISS);
        assertThat(get(one, id, "x")).isEqualTo(2);
    }

    @Test
    void whatAServerThatKnowsNoBetterWritesThereMeanwhileIsKept() {
        owner.start();
        one.probe();
        set(two, id, "x", 2);
        assertThat(copyOf(standIn)).as("two has not seen the owner come back").isInstanceOf(NodeReply.Hit.class);
        assertThat(get(one, id, "x")).isEqualTo(2);
        two.probe();
        assertThat(copyOf(standIn)).isEqualTo(NodeReply.MISS);
        assertThat(get(one, id, "x")).isEqualTo(2);
    }

    @Test
    void anEndStays() {
        one.found(id).end();
        owner.start();
        one.probe();
        assertThat(copyOf(standIn)).isInstanceOf(NodeReply.Hit.class);
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }
}
