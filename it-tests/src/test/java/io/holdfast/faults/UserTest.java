package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTest {

    private final User user = new User("ann", "http", 2048);

    @BeforeEach
    void logIn() {
        assertThat(user.judge(Step.LOGIN, answer("ann", 0, "first"))).isEqualTo(Outcome.RIGHT);
    }

    private static Reply answer(String user, int counter, String cookie) {
        return new Reply(200, cookie, false, "{\"user\":\"" + user + "\",\"counter\":" + counter + "}");
    }

    private static Reply nobody() {
        return new Reply(200, null, false, "{\"user\":null,\"counter\":0}");
    }

    private static Reply refusal(String cookie, boolean retryAfter, String body) {
        return new Reply(503, cookie, retryAfter, body);
    }

    private Outcome hit(int counter) {
        return user.judge(Step.HIT, answer("ann", counter, null));
    }

    private Outcome read(int counter) {
        return user.judge(Step.READ, answer("ann", counter, null));
    }

    @Test
    void whatWasCountedIsRight() {
        assertThat(hit(1)).isEqualTo(Outcome.RIGHT);
        assertThat(read(1)).isEqualTo(Outcome.RIGHT);
        assertThat(user.missingChanges()).isZero();
    }

    @Test
    void aHitOnAnOlderStateIsAnOlderStateAndAChangeLost() {
        hit(1);
        hit(2);
        assertThat(hit(2)).isEqualTo(Outcome.OLDER);
        assertThat(user.missingChanges()).isEqualTo(1);
    }

    @Test
    void anOlderStateOfWhichNothingIsLostIsCountedOnce() {
        hit(1);
        hit(2);
        assertThat(read(1)).isEqualTo(Outcome.OLDER);
        assertThat(read(2)).isEqualTo(Outcome.RIGHT);
        assertThat(user.missingChanges()).isZero();
    }

    @Test
    void aHitThatWasNotAnsweredMayHaveBeenCountedOrNot() {
        user.judge(Step.HIT, Reply.none(new java.io.IOException("reset")));
        assertThat(read(0)).isEqualTo(Outcome.RIGHT);
        assertThat(read(1)).isEqualTo(Outcome.RIGHT);
        assertThat(read(2)).isEqualTo(Outcome.ERROR);
    }

    @Test
    void whoeverIsToldToBeNobodyHasLostTheSession() {
        assertThat(user.judge(Step.READ, nobody())).isEqualTo(Outcome.LOST);
        assertThat(user.isLoggedIn()).isFalse();
    }

    @Test
    void anotherCookieIsALostSessionToo() {
        assertThat(user.judge(Step.READ, answer("ann", 0, "second"))).isEqualTo(Outcome.LOST);
    }

    @Test
    void anotherCookieIsTheSessionsNewIdWhereKeysAreChanged() {
        user.takeNewIds();
        assertThat(user.judge(Step.READ, answer("ann", 0, "second"))).isEqualTo(Outcome.RIGHT);
        assertThat(user.newIds()).isEqualTo(1);
        assertThat(user.judge(Step.READ, new Reply(200, "third", false, "{\"user\":null,\"counter\":0}")))
                .isEqualTo(Outcome.LOST);
    }

    @Test
    void anotherNameIsAWrongUser() {
        assertThat(user.judge(Step.READ, answer("bob", 0, null))).isEqualTo(Outcome.WRONG_USER);
    }

    @Test
    void aLoginWithoutEffectHasFailed() {
        assertThat(user.judge(Step.LOGIN, nobody())).isEqualTo(Outcome.ERROR);
        assertThat(user.wasRefusedLogin()).isTrue();
    }

    @Test
    void aRefusalMustSayWhenToComeBackAndLeaveTheCookieAlone() {
        assertThat(user.judge(Step.READ, refusal(null, true, "later"))).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(user.judge(Step.READ, refusal(null, false, "later"))).isEqualTo(Outcome.ERROR);
        assertThat(user.judge(Step.READ, refusal("", true, "later"))).isEqualTo(Outcome.ERROR);
        assertThat(user.judge(Step.READ, refusal(null, true, "java.io.IOException: x")))
                .isEqualTo(Outcome.ERROR);
        assertThat(user.cookie()).isEqualTo("first");
    }
}
