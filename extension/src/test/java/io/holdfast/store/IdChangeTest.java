package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.NoSuchSessionException;
import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.testing.FakeNode;
import org.junit.jupiter.api.Test;

/** Requests that are under way while another one gives their session a new id. */
class IdChangeTest extends TwoServers {

    private final SessionId old = login();

    private SessionId changedOn(AppServer server) {
        return server.store.changeId(old);
    }

    private OpenSession setting(AppServer server, String name, Object value) {
        OpenSession session = server.found(old);
        session.attributes().set(name, value);
        return session;
    }

    @Test
    void aChangeUnderWayIsKeptThoughTheIdChangedMeanwhile() {
        OpenSession slow = setting(two, "x", 1);
        SessionId changed = changedOn(one);
        slow.save();
        assertThat(slow.isEnded()).isFalse();
        assertThat(get(one, changed, "x")).isEqualTo(1);
        assertThat(get(two, changed, "user")).isEqualTo("ada");
        assertThat(one.store.locate(changed)).hasSize(2);
    }

    @Test
    void aChangeSavedWhileTheIdChangeIsUnderWayIsKept() {
        OpenSession changing = one.found(old);
        setting(two, "x", 1).save();
        SessionId changed = changing.changeId();
        changing.save();
        assertThat(get(two, changed, "x")).isEqualTo(1);
        assertThat(changing.attributes().get("user")).isEqualTo("ada");
    }

    @Test
    void onlyWhatTheRequestChangedGoesOverToTheNewId() {
        OpenSession slow = setting(two, "x", 1);
        slow.attributes().get("user");
        SessionId changed = changedOn(one);
        set(one, changed, "user", "grace");
        slow.save();
        assertThat(get(one, changed, "user")).isEqualTo("grace");
        assertThat(get(one, changed, "x")).isEqualTo(1);
    }

    @Test
    void aRequestUnderWaySavesAgainAndAgainAfterTheIdChanged() {
        OpenSession slow = setting(two, "x", 1);
        SessionId changed = changedOn(one);
        slow.save();
        slow.attributes().set("x", 2);
        slow.setIdleTimeoutSeconds(77);
        slow.save();
        assertThat(get(one, changed, "x")).isEqualTo(2);
        assertThat(one.found(changed).idleTimeoutSeconds()).isEqualTo(77);
    }

    @Test
    void aRemovalUnderWayIsKeptThoughTheIdChangedMeanwhile() {
        OpenSession slow = setting(two, "user", null);
        SessionId changed = changedOn(one);
        slow.save();
        assertThat(get(one, changed, "user")).isNull();
    }

    @Test
    void aChangeUnderWayFollowsThreeIdChanges() {
        OpenSession slow = setting(two, "x", 1);
        SessionId third = one.store.changeId(one.store.changeId(changedOn(one)));
        slow.save();
        assertThat(get(two, third, "x")).isEqualTo(1);
    }

    @Test
    void aChangeUnderWayIsRefusedAfterFourIdChanges() {
        OpenSession tooSlow = setting(two, "y", 2);
        one.store.changeId(one.store.changeId(one.store.changeId(changedOn(one))));
        assertThatThrownBy(tooSlow::save).isInstanceOf(io.holdfast.SessionConflictException.class);
    }

    @Test
    void theOldIdLeadsNobodyToTheSession() {
        OpenSession slow = setting(two, "x", 1);
        changedOn(one);
        slow.save();
        assertThat(slow.id()).isEqualTo(old);
        for (AppServer server : java.util.List.of(one, two)) {
            assertThat(server.engine.open(old))
                    .isInstanceOfSatisfying(
                            OpenResult.Dead.class,
                            dead -> assertThat(dead.timedOut()).isEmpty());
            assertThat(server.store.find(old)).isEmpty();
            assertThat(server.store.locate(old)).isEmpty();
            assertThat(server.store.delete(old)).isFalse();
            assertThatThrownBy(() -> server.store.update(old, session -> 1)).isInstanceOf(NoSuchSessionException.class);
            assertThatThrownBy(() -> server.store.changeId(old)).isInstanceOf(NoSuchSessionException.class);
        }
    }

    @Test
    void anAtomicUpdateThatMeetsTheNewIdFindsNoSession() {
        SessionId[] changed = new SessionId[1];
        assertThatThrownBy(() -> two.store.update(old, session -> {
                    changed[0] = changed[0] == null ? changedOn(one) : changed[0];
                    session.set("x", 1);
                    return 1;
                }))
                .isInstanceOf(NoSuchSessionException.class);
        assertThat(get(one, changed[0], "x")).isNull();
    }

    @Test
    void aLogoutUnderTheOldIdEndsTheSessionUnderItsNewOne() {
        OpenSession leaving = two.found(old);
        SessionId changed = changedOn(one);
        leaving.end();
        assertThat(one.engine.open(changed)).isInstanceOf(OpenResult.Dead.class);
        assertThat(one.engine.open(old)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aLogoutUnderTheOldIdFollowsIdChanges() {
        OpenSession leaving = two.found(old);
        SessionId third = one.store.changeId(one.store.changeId(changedOn(one)));
        leaving.end();
        assertThat(one.engine.open(third)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void anIdChangeThatMeetsALogoutEndsTheSessionUnderItsNewId() {
        OpenSession changing = one.found(old);
        two.found(old).end();
        SessionId changed = changing.changeId();
        changing.save();
        assertThat(changing.isEnded()).isTrue();
        assertThat(two.engine.open(changed)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aChangeUnderWayEndsWithTheSessionThatWasLoggedOutUnderItsNewId() {
        OpenSession slow = setting(two, "x", 1);
        SessionId changed = changedOn(one);
        one.found(changed).end();
        slow.save();
        assertThat(slow.isEnded()).isTrue();
        assertThat(two.engine.open(changed)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aLogoutThatCannotReachTheNewIdIsNotAcknowledged() {
        OpenSession leaving = two.found(old);
        SessionId changed = changedOn(one);
        two.nodes.forEach(FakeNode::cut);
        assertThatThrownBy(leaving::end).isInstanceOf(SessionUnavailableException.class);
        two.nodes.forEach(FakeNode::heal);
        two.probe();
        leaving.end();
        assertThat(one.engine.open(changed)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void ofTwoIdChangesAtOnceBothLeadToALiveSessionWithTheChangesOfBoth() {
        OpenSession first = setting(one, "x", 1);
        OpenSession second = setting(two, "y", 2);
        OpenSession slow = setting(two, "z", 3);
        SessionId byFirst = first.changeId();
        SessionId bySecond = second.changeId();
        first.save();
        second.save();
        slow.save();
        for (SessionId id : java.util.List.of(byFirst, bySecond)) {
            assertThat(one.found(id).attributes().names()).containsExactlyInAnyOrder("user", "x", "y", "z");
        }
        assertThat(one.engine.open(old)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aLogoutUnderTheOldIdEndsBothOfTwoNewOnes() {
        OpenSession first = one.found(old);
        OpenSession second = two.found(old);
        OpenSession leaving = two.found(old);
        SessionId byFirst = first.changeId();
        SessionId bySecond = second.changeId();
        first.save();
        second.save();
        leaving.end();
        assertThat(one.engine.open(byFirst)).isInstanceOf(OpenResult.Dead.class);
        assertThat(one.engine.open(bySecond)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aSecondIdChangeAfterALogoutUnderTheFirstNewIdEnds() {
        OpenSession second = two.found(old);
        SessionId byFirst = changedOn(one);
        one.found(byFirst).end();
        SessionId bySecond = second.changeId();
        second.save();
        assertThat(second.isEnded()).isTrue();
        assertThat(one.engine.open(bySecond)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aNodeThatMissedTheIdChangeLearnsItBeforeItIsUsedAgain() {
        FakeNode away = one.owner(old, 0);
        OpenSession slow = setting(two, "x", 1);
        away.fail(Cause.REFUSED);
        SessionId changed = changedOn(one);
        away.start();
        one.probe();
        two.probe();
        slow.save();
        assertThat(two.engine.open(old)).isInstanceOf(OpenResult.Dead.class);
        assertThat(get(two, changed, "x")).isEqualTo(1);
    }
}
