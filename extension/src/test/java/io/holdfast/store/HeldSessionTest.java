package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever holds a session of this server meets its end and its new ids, whichever request or server they are of. */
class HeldSessionTest extends SharedCart {

    @Test
    void whoHoldsASessionThatEndedHereKnowsItAtOnce() {
        OpenSession held = one.found(id).outside();
        one.found(id).end();
        assertThat(held.isEnded()).isTrue();
    }

    @Test
    void whoHoldsASessionThatEndedElsewhereKnowsItASecondLater() {
        OpenSession held = one.found(id).outside();
        two.found(id).end();
        held.lookAgain();
        assertThat(held.isEnded()).as("asked within a second").isFalse();
        clock.advance(Duration.ofMillis(1100));
        held.lookAgain();
        assertThat(held.isEnded()).isTrue();
    }

    @Test
    void whoHoldsASessionThatGotANewIdElsewhereGoesWithIt() {
        OpenSession held = one.found(id).outside();
        SessionId changed = two.store.changeId(id);
        set(two, changed, "user", "grace");
        clock.advance(Duration.ofMillis(1100));
        held.lookAgain();
        clock.advance(Duration.ofMillis(1100));
        held.lookAgain();
        assertThat(held.attributes().get("user")).isEqualTo("grace");
        held.attributes().set("n", 1);
        held.save();
        assertThat(get(two, changed, "n")).isEqualTo(1);
    }

    @Test
    void thatNoNodeAnswersIsNoEnd() {
        OpenSession held = one.found(id).outside();
        clock.advance(Duration.ofMillis(1100));
        cut();
        held.lookAgain();
        assertThat(held.isEnded()).isFalse();
        assertThat(held.attributes().get("user")).isEqualTo("ada");
    }

    @Test
    void anOldIdOpensNothingFromTheMomentThatItIsChanged() {
        OpenSession underWay = one.found(id);
        OpenSession login = one.found(id);
        SessionId changed = login.changeId();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        login.attributes().set("user", "grace");
        finish(login);
        underWay.attributes().set("n", 1);
        finish(underWay);
        assertThat(get(two, changed, "n")).isEqualTo(1);
        assertThat(get(two, changed, "user")).isEqualTo("grace");
    }

    @Test
    void twoChangesOfOneIdAreOne() {
        OpenSession first = one.found(id);
        OpenSession second = one.found(id);
        SessionId changed = first.changeId();
        assertThat(second.changeId()).isEqualTo(changed);
        assertThat(one.found(changed).changeId()).isNotEqualTo(changed);
    }

    @Test
    void anIdThatCannotBeChangedIsGoodStill() {
        OpenSession login = one.found(id);
        cut();
        assertThatThrownBy(login::changeId).isInstanceOf(SessionUnavailableException.class);
        assertThat(login.id()).isEqualTo(id);
        one.nodes.forEach(FakeNode::heal);
        one.probe();
        login.release();
        assertThat(get(one, id, "user")).isEqualTo("ada");
    }
}
