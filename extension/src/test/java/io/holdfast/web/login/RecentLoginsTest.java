package io.holdfast.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.testing.TestKeys;
import org.junit.jupiter.api.Test;

class RecentLoginsTest {

    private final RecentLogins logins = new RecentLogins();
    private final SessionId session = TestKeys.id();

    @Test
    void requestsThatMeetOneLoginAgreeOnItsMark() {
        assertThat(logins.setUnless(session, mark -> mark.endsWith("ada"), "1 ada"))
                .isNull();
        assertThat(logins.setUnless(session, mark -> mark.endsWith("ada"), "2 ada"))
                .isEqualTo("1 ada");
        assertThat(logins.setUnless(session, mark -> mark.endsWith("bea"), "3 bea"))
                .isNull();
    }

    @Test
    void onlySoManyAreRemembered() {
        logins.setUnless(session, mark -> true, "1 ada");
        for (int i = 0; i < RecentLogins.MAX; i++) {
            logins.setUnless(TestKeys.id(), mark -> true, "of another");
        }
        assertThat(logins.setUnless(session, mark -> true, "2 ada")).isNull();
    }
}
