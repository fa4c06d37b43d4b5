package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLifetimeTest extends TwoServers {

    @Test
    void anEndedSessionIsDeadOnEveryServer() {
        SessionId id = login();
        one.found(id).end();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(two.store.locate(id)).isEmpty();
    }

    @Test
    void aSaveInFlightDoesNotBringAnEndedSessionBack() {
        SessionId id = login();
        OpenSession late = two.found(id);
        late.attributes().set("x", 1);
        one.found(id).end();
        late.save();
        assertThat(late.isEnded()).isTrue();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aSessionThatWasNotUsedForItsTimeoutIsDeadAndHandedOutOnceForItsListeners() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS + 2));
        assertThat(one.engine.open(id))
                .isInstanceOfSatisfying(
                        OpenResult.Dead.class,
                        dead -> assertThat(dead.timedOut())
                                .hasValueSatisfying(session -> assertThat(
                                                session.attributes().get("user"))
                                        .isEqualTo("ada")));
        assertThat(two.engine.open(id))
                .isInstanceOfSatisfying(
                        OpenResult.Dead.class,
                        dead -> assertThat(dead.timedOut()).isEmpty());
    }

    @Test
    void useProlongsASession() {
        SessionId id = login();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS - 1));
            AppServer server = i % 2 == 0 ? one : two;
            OpenSession session = server.found(id);
            assertThat(session.attributes().get("user")).isEqualTo("ada");
            session.save();
            server.runBackground();
        }
    }

    @Test
    void useIsNoWriteButOnceAQuarterOfTheTimeout() {
        SessionId id = login();
        for (int quarter = 0; quarter < 8; quarter++) {
            long before = writes(id);
            for (int i = 0; i < 45; i++) {
                clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS / 4 / 45));
                one.found(id).save();
                one.runBackground();
            }
            assertThat(writes(id) - before).isLessThanOrEqualTo(1);
        }
        assertThat(one.store.statistics().renewed()).isBetween(6L, 8L);
    }

    /** How often the first owner's copy was written. */
    private long writes(SessionId id) {
        return ((NodeReply.Hit) one.owner(id, 0).holds(one.key(id))).cas();
    }

    @Test
    void theLastAccessIsKnownToTheSecondWithoutAnyWrite() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(100));
        two.found(id).save();
        clock.advance(Duration.ofSeconds(40));
        assertThat(Duration.between(one.found(id).lastAccessed(), clock.instant()))
                .isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aSessionKeepsAnIdleTimeoutOfItsOwnWhetherShorterOrLonger() {
        SessionId shorter = login();
        SessionId longer = login();
        one.found(shorter).setIdleTimeoutSeconds(5);
        OpenSession session = one.found(shorter);
        session.setIdleTimeoutSeconds(60);
        session.save();
        session = one.found(longer);
        session.setIdleTimeoutSeconds(36_000);
        session.save();
        two.found(shorter).save();
        two.found(longer).save();
        clock.advance(Duration.ofSeconds(62));
        assertThat(two.engine.open(shorter)).isInstanceOf(OpenResult.Dead.class);
        clock.advance(Duration.ofSeconds(35_000));
        assertThat(get(two, longer, "user")).isEqualTo("ada");
    }

    @Test
    void anIdleTimeoutBeyondTwentyEightDaysOrForEverIsThatLong() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.setIdleTimeoutSeconds(90 * 24 * 3600);
        session.save();
        clock.advance(Duration.ofDays(28));
        assertThat(get(two, id, "user")).isEqualTo("ada");
        session = one.found(id);
        session.setIdleTimeoutSeconds(-1);
        session.save();
        clock.advance(Duration.ofDays(28));
        assertThat(get(two, id, "user")).isEqualTo("ada");
    }

    @Test
    void aNewIdTakesTheSessionOverAndTheOldOneIsDead() {
        SessionId id = login();
        OpenSession session = one.found(id);
        SessionId changed = session.changeId();
        session.save();
        assertThat(changed).isNotEqualTo(id);
        assertThat(get(two, changed, "user")).isEqualTo("ada");
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void removalsAreForgottenOnceNoOlderCopyCanBeLeft() {
        SessionId id = login();
        for (int i = 0; i < 20; i++) {
            set(one, id, "x" + i, "value");
            set(one, id, "x" + i, null);
            clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS - 1));
        }
        assertThat(one.found(id).base().attributes().size()).isLessThan(6);
        assertThat(get(two, id, "user")).isEqualTo("ada");
    }
}
