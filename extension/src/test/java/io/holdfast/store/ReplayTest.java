package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.session.SessionRecord;
import io.holdfast.store.Attacker.Item;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.MapArchive;
import io.holdfast.testing.TestKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Old bytes that somebody puts back: what was sealed once is not for ever. */
class ReplayTest extends TwoServers {

    private static final Duration TIMEOUT = Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS);

    /** For which a record is believed after it was sealed, and a tombstone kept after that. */
    private static final Duration BELIEVED = TIMEOUT.plus(TIMEOUT.dividedBy(4)).plusSeconds(300);

    private static final Duration STEP = TIMEOUT.dividedBy(16);
    private static final Duration TOMBSTONES_END = BELIEVED.plus(STEP).plusSeconds(600 + 600);

    private final Attacker attacker = new Attacker(nodes);
    private final SessionId id = login();
    private final String key = TestKeys.key(id);
    private final Item old = attacker.copy(key);

    /** One that has seen nothing of all this. */
    private AppServer another() {
        return new AppServer(3, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock);
    }

    private static void isDead(AppServer server, SessionId id) {
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void afterALogoutOldBytesOnOneNodeAreEndedAgainOnEveryServer() {
        for (int place = 0; place < 2; place++) {
            SessionId each = login();
            Item before = attacker.copy(TestKeys.key(each));
            one.found(each).end();
            attacker.plant(one.owner(each, place).node().name(), TestKeys.key(each), before, Attacker.LONG);
            isDead(one, each);
            AppServer other = another();
            isDead(other, each);
            other.runBackground();
            assertThat(attacker.dump(TestKeys.key(each)).values()).noneMatch(item -> item.flags() == before.flags());
        }
    }

    @Test
    void afterALogoutOldBytesOnTwoOfThreeNodesAreEndedAgainOnEveryServer() {
        one.found(id).end();
        attacker.plant(one.owner(id, 0).node().name(), key, old, Attacker.LONG);
        attacker.plant(one.owner(id, 2).node().name(), key, old, Attacker.LONG);
        isDead(another(), id);
    }

    @Test
    void afterALogoutOldBytesOnAllNodesBringNothingBackWhereTheEndWasSeen() {
        isDeadAfterEndOn(one);
        isDeadAfterEndOn(two);
    }

    private void isDeadAfterEndOn(AppServer server) {
        SessionId each = login();
        Item before = attacker.copy(TestKeys.key(each));
        server.found(each).end();
        attacker.plantOnAll(TestKeys.key(each), before, Attacker.LONG);
        isDead(server, each);
    }

    /** Limited: whoever writes all nodes takes the tombstones away, too, and then only time tells. */
    @Test
    void onAllNodesAndWhereTheEndWasNotSeenTheyAreBelievedUntilTheirTimeOnly() {
        one.found(id).end();
        attacker.plantOnAll(key, old, Attacker.LONG);
        clock.advance(BELIEVED.plus(STEP).plusSeconds(1));
        for (int i = 0; i < 3; i++) {
            attacker.plantOnAll(key, old, Attacker.LONG);
            assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
            assertThat(another().engine.open(id)).isInstanceOf(OpenResult.Absent.class);
            clock.advance(Duration.ofDays(1));
        }
    }

    @Test
    void theTombstoneOutlivesTheTimeForWhichOldBytesAreBelieved() {
        one.found(id).end();
        clock.advance(BELIEVED.plus(STEP).plusSeconds(301)); // and another clock may be behind by five minutes
        assertThat(attacker.dump(key)).hasSize(3);
        attacker.plant(one.owner(id, 0).node().name(), key, old, Attacker.LONG);
        isDead(another(), id);
        clock.advance(TOMBSTONES_END);
        attacker.plantOnAll(key, old, Attacker.LONG);
        assertThat(another().engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        assertThat(attacker.dump(key).values())
                .allSatisfy(item -> assertThat(item.flags())
                        .isEqualTo(old.flags())); // no tombstone: a clock that is wrong ends nobody
    }

    /** Nodes keep no tombstone for longer than 30 days: it could not outlive what such a server has sealed. */
    @Test
    void whatAServerSealedWhoseClockIsMonthsAheadIsNotBelieved() {
        ManualClock ahead = new ManualClock();
        ahead.advance(Duration.ofDays(90));
        AppServer fast =
                new AppServer(3, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, ahead);
        SessionId its = fast.store.create(session -> session.set("user", "ada"));
        assertThat(one.engine.open(its)).isInstanceOf(OpenResult.Absent.class);
        assertThat(fast.found(its).attributes().get("user")).isEqualTo("ada");
    }

    @Test
    void theBoundHoldsForASessionThatWasUsedForLongAndOfWhichTheLastBytesArePutBack() {
        for (int i = 0; i < 40; i++) {
            clock.advance(TIMEOUT.dividedBy(2));
            two.found(id).save();
            two.runBackground();
        }
        Item last = attacker.copy(key);
        two.found(id).end();
        clock.advance(BELIEVED.plus(STEP).plusSeconds(1));
        attacker.plantOnAll(key, last, Attacker.LONG);
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void touchingFromOutsideDoesNotProlongASession() {
        Instant end = clock.instant().plus(BELIEVED).plus(STEP);
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofMinutes(10));
            attacker.touchAll(key, Attacker.LONG);
        }
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void aShortTimeToLiveThatOneNodeNamesEndsNothing() {
        clock.advance(TIMEOUT.dividedBy(2));
        attacker.touch(one.owner(id, 0), key, 1);
        OpenSession session = two.found(id);
        assertThat(session.attributes().get("user")).isEqualTo("ada");
        session.save();
        clock.advance(Duration.ofSeconds(5));
        assertThat(get(one, id, "user")).isEqualTo("ada");
    }

    @Test
    void aTimeToLiveOfASecondThatAllNodesNameEndsNoSessionThatWasSealedInTime() {
        attacker.touchAll(key, 1);
        assertThat(get(two, id, "user")).isEqualTo("ada");
    }

    @Test
    void anOldStateOfALiveSessionOnOneNodeIsNotServed() {
        set(one, id, "user", "grace");
        for (int place = 0; place < 2; place++) {
            attacker.plant(one.owner(id, place).node().name(), key, old, Attacker.LONG);
            assertThat(get(another(), id, "user")).isEqualTo("grace");
            two.found(id).save();
            two.runBackground();
            assertThat(attacker.dump(key).values()).hasSize(2).noneMatch(item -> item.flags() == old.flags());
        }
    }

    @Test
    void whatWasRemovedLongAgoDoesNotComeBackWithAnOldStateOnOneNode() {
        set(one, id, "user", null);
        for (int i = 0; i < 60; i++) {
            set(one, id, "n", i);
            clock.advance(TIMEOUT.dividedBy(10));
            for (int place = 0; place < 2; place++) {
                Map<String, Item> honest = attacker.dump(key);
                attacker.plant(one.owner(id, place).node().name(), key, old, Attacker.LONG);
                assertThat(get(two, id, "user")).as("round " + i).isNull();
                honest.forEach((name, item) -> attacker.plant(name, key, item, 1810));
            }
        }
    }

    @Test
    void whatWasRemovedLongAgoDoesNotComeBackWhereAnOldStateIsPutInTheWayOfASave() {
        set(one, id, "user", null);
        for (int i = 0; i < 60; i++) {
            clock.advance(TIMEOUT.dividedBy(10));
            OpenSession session = two.found(id);
            session.attributes().set("n", i);
            attacker.plant(one.owner(id, i % 2).node().name(), key, old, Attacker.LONG);
            session.save();
            assertThat(get(one, id, "user")).as("round " + i).isNull();
        }
    }

    @Test
    void whatWasRemovedFromASessionOfAShortTimeoutDoesNotComeBackEither() {
        OpenSession brief = one.found(id);
        brief.setIdleTimeoutSeconds(60);
        brief.save();
        Item before = attacker.copy(key);
        set(one, id, "user", null);
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(40));
            OpenSession session = two.found(id);
            session.attributes().set("n", i);
            attacker.plant(one.owner(id, i % 2).node().name(), key, before, Attacker.LONG);
            session.save();
            assertThat(get(one, id, "user")).as("round " + i).isNull();
        }
    }

    @Test
    void aSessionInUseEndsAtItsLongestLife() {
        AppServer bounded = new AppServer(
                4,
                nodes.stream().map(FakeNode::seenByAnother).toList(),
                2,
                clock,
                SessionArchive.NONE,
                TestKeys.trust(new SecureRandom()),
                Duration.ofHours(12));
        SessionId mine = bounded.store.create(session -> session.set("user", "ada"));
        Instant end = clock.instant().plus(Duration.ofHours(12));
        int requests = 0;
        while (clock.instant().plusSeconds(600).isBefore(end)) {
            clock.advance(Duration.ofMinutes(10));
            set(bounded, mine, "n", requests++);
            bounded.runBackground();
        }
        assertThat(requests).isEqualTo(71);
        clock.advance(Duration.ofSeconds(601));
        assertThat(bounded.engine.open(mine)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void aRowFromABackupIsNotTheSessionAgain() {
        MapArchive archive = new MapArchive(1, clock);
        AppServer archiving = server(5, archive);
        SessionId mine = archiving.store.create(session -> session.set("user", "ada"));
        String place = TestKeys.key(mine);
        SessionRecord backup = archive.row(place);
        archiving.found(mine).end();
        clock.advance(BELIEVED.plus(STEP).plusSeconds(1));
        nodes.forEach(FakeNode::restartEmpty);
        MapArchive restored = new MapArchive(1, clock);
        SessionRecord unused = restored.write(place, backup, 1800, Duration.ZERO);
        AppServer fresh = server(6, restored);
        assertThat(fresh.engine.open(mine)).isInstanceOf(OpenResult.Absent.class);
        assertThat(attacker.dump(place)).isEmpty();
    }

    private AppServer server(int number, MapArchive archive) {
        AppServer server = new AppServer(
                number, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock, archive);
        server.probe();
        return server;
    }
}
