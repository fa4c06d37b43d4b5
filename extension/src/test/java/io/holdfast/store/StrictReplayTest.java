package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.store.Attacker.Item;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.MapArchive;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Old bytes on all nodes of a session that has ended, and an archive that is asked for what the nodes hold. */
class StrictReplayTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final MapArchive archive = new MapArchive(10, clock);
    private final MapArchive another = archive.seenByAnother();
    private final AppServer one = new AppServer(1, nodes, 2, clock, archive);
    private final AppServer two = server(2, another);
    private final Attacker attacker = new Attacker(nodes);
    private final SessionId id = one.store.create(session -> session.set("user", "ada"));
    private final String key = TestKeys.key(id);
    private final Item old = attacker.copy(key);

    StrictReplayTest() {
        archive.isStrict = true;
        another.isStrict = true;
    }

    private AppServer server(int number, MapArchive with) {
        return new AppServer(number, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock, with);
    }

    private void logOutAndReplay() {
        one.found(id).end();
        attacker.plantOnAll(key, old, Attacker.LONG);
    }

    @Test
    void theyBringNothingBackOnServersThatHaveNotSeenTheEndNorTheSession() {
        logOutAndReplay();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        two.runBackground();
        assertThat(attacker.dump(key).values()).noneMatch(item -> item.flags() == old.flags());
        another.isStrict = false;
        assertThat(server(3, another).engine.open(id))
                .as("the nodes have the end again")
                .isInstanceOf(OpenResult.Dead.class);
    }

    /** As the documents say: until their time is over. */
    @Test
    void usuallyTheyDo() {
        another.isStrict = false;
        logOutAndReplay();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Found.class);
        assertThat(another.reads).isZero();
    }

    @Test
    void onAServerThatHasAskedForTheSessionTheyAreBelievedForAMinute() {
        two.found(id).save();
        logOutAndReplay();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Found.class);
        clock.advance(MINUTE);
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void anIdFromBeforeALoginLeadsNowhere() {
        SessionId secret = one.store.changeId(id);
        attacker.plantOnAll(key, old, Attacker.LONG);
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(TwoServers.get(two, secret, "user")).isEqualTo("ada");
    }

    @Test
    void aSessionInUseIsAskedForOnceAMinute() {
        for (int i = 0; i < 10; i++) {
            TwoServers.set(two, id, "n", i);
            assertThat(two.store.find(id)).isPresent();
        }
        assertThat(another.reads).isOne();
        clock.advance(MINUTE);
        two.found(id).save();
        two.found(id).save();
        assertThat(another.reads).isEqualTo(2);
        assertThat(another.strangers).isZero();
    }

    @Test
    void oneThatIsNotInTheArchiveYetIsServed() {
        OpenSession visit = one.engine.createForVisit();
        visit.attributes().set("cart", 1);
        visit.save();
        assertThat(TwoServers.get(two, visit.id(), "cart")).isEqualTo(1);
    }

    @Test
    void whileTheArchiveCannotTellOnlyThoseAreServedWhoAreKnownHere() {
        two.found(id).save();
        archive.isDown = true;
        another.isDown = true;
        clock.advance(MINUTE);
        assertThat(TwoServers.get(one, id, "user")).isEqualTo("ada");
        assertThat(TwoServers.get(two, id, "user")).isEqualTo("ada");
        MapArchive thirds = another.seenByAnother();
        thirds.isStrict = true;
        thirds.isDown = true;
        AppServer third = server(3, thirds);
        assertThat(third.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(third.engine.open(id)).as("once more").isInstanceOf(OpenResult.Unknown.class);
        thirds.isDown = false;
        assertThat(TwoServers.get(third, id, "user")).isEqualTo("ada");
    }
}
