package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeState;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionEngineFaultsTest extends TwoServers {

    @Test
    void aSessionSurvivesEachNodesDeathAndIsRepairedByItsNextRequest() {
        SessionId id = login();
        for (int round = 0; round < 6; round++) {
            FakeNode victim = one.owner(id, round % 2);
            victim.restartEmpty();
            assertThat(get(two, id, "user")).isEqualTo("ada");
            one.probe();
            two.probe();
            two.found(id).save();
            two.runBackground();
            assertThat(one.store.locate(id)).hasSize(2);
        }
    }

    @Test
    void whileAnOwnerIsDownTheNextNodeTakesTheCopy() {
        SessionId id = login();
        one.owner(id, 0).kill();
        set(one, id, "x", 1);
        assertThat(one.store.locate(id)).isEqualTo(one.preference(id).subList(1, 3));
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void anOwnerThatComesBackWithOldDataIsNotBelieved() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        first.fail(Cause.REFUSED);
        set(one, id, "user", "grace");
        first.start();
        two.probe();
        assertThat(get(two, id, "user")).isEqualTo("grace");
    }

    @Test
    void aNodeThatMissedAChangeGetsItBeforeItIsUsedAgain() {
        List<FakeNode> pair = nodes.subList(0, 2);
        AppServer server = new AppServer(3, pair, 2, clock);
        OpenSession session = server.engine.create();
        session.save();
        pair.get(0).fail(Cause.REFUSED);
        set(server, session.id(), "user", "grace");
        pair.get(0).start();
        server.probe();
        pair.get(1).kill();
        assertThat(get(server, session.id(), "user")).isEqualTo("grace");
    }

    @Test
    void aHungNodeDoesNotKeepASessionFromBeingReadAndSaved() {
        SessionId id = login();
        one.owner(id, 0).hang();
        set(one, id, "x", 1);
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void aNodeThatMissedALogoutDoesNotBringTheSessionBack() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        first.fail(Cause.REFUSED);
        one.found(id).end();
        first.start();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        one.probe();
        one.owner(id, 1).kill();
        one.owner(id, 2).kill();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aNodeThatMissedALogoutWithoutGoingDownIsToldOfItByItsNextProbe() {
        SessionId id = login();
        FakeNode spare = one.owner(id, 2);
        one.owner(id, 0).fail(Cause.REFUSED);
        set(one, id, "x", 1);
        one.owner(id, 0).start();
        one.probe();
        spare.rejectNextWrite("SERVER_ERROR out of memory storing object");
        one.found(id).end();
        one.probe();
        one.owner(id, 0).restartEmpty();
        one.owner(id, 1).restartEmpty();
        two.probe();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void anIdThatNeverWasIsAbsentAlsoWithOneNodeDown() {
        SessionId stranger = TestKeys.id();
        assertThat(one.engine.open(stranger)).isInstanceOf(OpenResult.Absent.class);
        nodes.get(0).kill();
        one.probeOnce();
        assertThat(one.engine.open(stranger)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void withBothOwnersUnreachableItIsUnknownNeverAbsent() {
        SessionId id = login();
        one.owner(id, 0).hang();
        one.owner(id, 1).hang();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
    }

    @Test
    void withAllNodesDownASaveFailsAndSaysSo() {
        OpenSession session = one.engine.create();
        nodes.forEach(FakeNode::kill);
        assertThatThrownBy(session::save).isInstanceOf(SessionUnavailableException.class);
    }

    @Test
    void aReplyThatWasLostDoesNotLoseTheChange() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("x", 1);
        one.owner(id, 0).loseReplies(1);
        session.save();
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void anEvictedCopyIsRepaired() {
        SessionId id = login();
        one.owner(id, 1).evict(TestKeys.key(id));
        two.found(id).save();
        assertThat(one.store.locate(id)).hasSize(1);
        two.runBackground();
        assertThat(one.store.locate(id)).hasSize(2);
        assertThat(two.store.statistics().repaired()).isEqualTo(1);
    }

    @Test
    void aNodeOutOfMemoryIsReplacedByTheNextAndStaysUp() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("x", 1);
        one.owner(id, 0).rejectNextWrite("SERVER_ERROR out of memory storing object");
        session.save();
        assertThat(get(two, id, "x")).isEqualTo(1);
        assertThat(one.monitors).allMatch(monitor -> monitor.health().state() == NodeState.UP);
    }
}
