package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionRestored;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.NodeReply;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StoredValue;
import io.holdfast.session.value.UnreadableValueException;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.MapArchive;
import io.holdfast.testing.TestKeys;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two application servers with three nodes and an archive. */
class ArchivedSessionsTest {

    private static final int EVERY = 10;

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final MapArchive archive = new MapArchive(EVERY, clock);
    private final MapArchive another = archive.seenByAnother();
    private final AppServer one = new AppServer(1, nodes, 2, clock, archive);
    private final AppServer two =
            new AppServer(2, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock, another);
    private final SessionId id = one.store.create(session -> session.set("user", "ada"));

    private void change(AppServer server, int value) {
        TwoServers.set(server, id, "count", value);
    }

    private void allNodesRestartEmpty() {
        nodes.forEach(FakeNode::restartEmpty);
        one.probe();
        two.probe();
    }

    private void allNodesGo() {
        nodes.forEach(node -> node.fail(NodeReply.Cause.REFUSED));
        one.probe();
        two.probe();
    }

    private void allNodesReturn() {
        nodes.forEach(FakeNode::start);
        one.probe();
        two.probe();
    }

    private Live row() {
        return (Live) archive.row(one.key(id));
    }

    @Test
    void aNewSessionIsInTheArchiveWhenItsFirstSaveReturns() {
        assertThat(row().attributes()).containsOnlyKeys("a:user");
    }

    @Test
    void aVisitorsSessionIsNotBeforeItHasChangedAsOftenAsOthersMayUnarchived() {
        OpenSession visit = one.engine.createForVisit();
        for (int changes = 1; changes < EVERY; changes++) {
            visit.attributes().set("count", changes);
            visit.save();
        }
        assertThat(archive.row(one.key(visit.id()))).isNull();
        visit.attributes().set("count", EVERY);
        visit.save();
        allNodesRestartEmpty();
        assertThat(TwoServers.get(two, visit.id(), "count")).isEqualTo(EVERY);
    }

    @Test
    void whoWasLoggedInStaysSoWhenAllNodesLoseEverything() {
        allNodesRestartEmpty();
        assertThat(TwoServers.get(two, id, "user")).isEqualTo("ada");
        assertThat(two.store.locate(id)).as("nodes that hold it again").hasSize(2);
        assertThat(Stream.concat(one.events.stream(), two.events.stream()))
                .as("of the server that brought it back")
                .anyMatch(event -> event instanceof SessionRestored restored && restored.mostMissing() == EVERY - 1);
        assertThat(one.engine.statistics().restored() + two.engine.statistics().restored())
                .isOne();
    }

    @Test
    void aServerThatDoesNotKnowASessionAsksTheArchiveForIt() {
        nodes.forEach(FakeNode::restartEmpty);
        two.probe();
        assertThat(TwoServers.get(two, id, "user")).isEqualTo("ada");
        assertThat(two.engine.statistics().restored()).isOne();
    }

    @Test
    void aSessionThatComesBackLacksFewerThanTheTenthChange() {
        for (int changes = 1; changes <= 35; changes++) {
            change(changes % 2 == 0 ? one : two, changes);
            Object archived = value(row(), "a:count");
            assertThat(changes - (int) archived)
                    .as("changes missing after %s", changes)
                    .isLessThan(EVERY);
        }
        allNodesRestartEmpty();
        assertThat(TwoServers.get(one, id, "count")).isEqualTo(30);
    }

    private Object value(Live record, String name) {
        try {
            return record.attributes().get(name) instanceof StoredValue.Present present
                    ? one.values.decode(present.bytes())
                    : 0;
        } catch (UnreadableValueException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void parallelChangesOfOneSessionAreCountedEach() {
        List<OpenSession> parallel = IntStream.range(0, 6)
                .mapToObj(i -> (i % 2 == 0 ? one : two).found(id))
                .toList();
        for (int i = 0; i < parallel.size(); i++) {
            parallel.get(i).attributes().set("part" + i, i);
            parallel.get(i).save();
        }
        assertThat(one.found(id).base().changes().unarchived()).isEqualTo(6);
    }

    @Test
    void anUpdateThatHadToBeRepeatedCountsOnce() {
        OpenSession overtaken = one.found(id);
        change(two, 1);
        overtaken.attributes().set("x", 1);
        assertThat(overtaken.attempt(Arbiter.of(overtaken.copies()))).isInstanceOf(SaveOutcome.Contended.class);
        change(one, 2);
        assertThat(one.found(id).base().changes().unarchived()).isEqualTo(2);
    }

    @Test
    void whatIsArchivedIsToldToAllCopiesAndCostsNoLife() {
        IntStream.rangeClosed(1, EVERY).forEach(i -> change(one, i));
        OpenSession session = two.found(id);
        assertThat(session.base().changes().unarchived()).isZero();
        assertThat(session.base().changes().isInArchive()).isTrue();
        session.save();
        two.runBackground();
        assertThat(two.engine.statistics().repaired())
                .as("copies that differed")
                .isZero();
    }

    @Test
    void aReadOfWhatTheNodesHoldAsksTheArchiveNothing() {
        int writes = archive.writes;
        IntStream.range(0, 50).forEach(i -> {
            one.found(id).save();
            two.found(id).save();
        });
        assertThat(archive.reads + another.reads).isZero();
        assertThat(archive.writes + another.writes).isEqualTo(writes);
    }

    @Test
    void aLogoutIsNotUndoneWhenAllNodesLoseEverything() {
        one.found(id).end();
        assertThat(archive.row(one.key(id))).isInstanceOf(Tombstone.class);
        allNodesRestartEmpty();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aChangeOfIdIsNotUndoneWhenAllNodesLoseEverything() {
        SessionId now = one.store.changeId(id);
        allNodesRestartEmpty();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(TwoServers.get(two, now, "user")).isEqualTo("ada");
    }

    @Test
    void anotherUserIsArchivedAtOnce() {
        OpenSession session = one.found(id);
        session.setUser("ada");
        session.save();
        assertThat(row().attributes()).containsKey("u:name");
        int writes = archive.writes;
        OpenSession again = one.found(id);
        again.setUser("ada");
        again.save();
        assertThat(archive.writes).isEqualTo(writes);
    }

    @Test
    void anIdOfWhichThereNeverWasASessionIsAbsent() {
        assertThat(one.engine.open(TestKeys.id())).isInstanceOf(OpenResult.Absent.class);
    }

    /** By that the archive tells a scan with ids of long ago from those who are logged in. */
    @Test
    void itIsAskedForASessionByWhatElseIsKnownOfThat() {
        assertThat(two.engine.open(TestKeys.id())).isInstanceOf(OpenResult.Absent.class);
        assertThat(another.strangers).as("nobody has seen it").isOne();
        allNodesRestartEmpty();
        assertThat(TwoServers.get(one, id, "user")).isEqualTo("ada");
        assertThat(archive.reads).isPositive();
        assertThat(archive.strangers).as("in use here").isZero();
        clock.advance(java.time.Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS + 1));
        allNodesRestartEmpty();
        assertThat(one.engine.open(id)).isNotInstanceOf(OpenResult.Found.class);
        assertThat(archive.strangers).as("its time is over").isOne();
    }

    @Test
    void nobodyIsLoggedOutWhileTheArchiveCannotTell() {
        archive.isDown = true;
        another.isDown = true;
        allNodesRestartEmpty();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        another.isDown = false;
        assertThat(TwoServers.get(two, id, "user")).isEqualTo("ada");
    }

    @Test
    void aSessionThatTimedOutDoesNotComeBack() {
        clock.advance(java.time.Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS + 1));
        allNodesRestartEmpty();
        assertThat(two.engine.open(id)).isNotInstanceOf(OpenResult.Found.class);
    }

    @Test
    void withoutNodesSessionsAreServedFromTheArchiveAndSavedThere() {
        allNodesGo();
        TwoServers.set(two, id, "x", "new");
        assertThat(TwoServers.get(one, id, "x")).isEqualTo("new");
        SessionId fresh = one.store.create(session -> session.set("user", "grace"));
        assertThat(TwoServers.get(two, fresh, "user")).isEqualTo("grace");
        assertThatThrownBy(() -> one.store.update(id, session -> session))
                .isInstanceOf(SessionUnavailableException.class)
                .hasMessageContaining("archive");
    }

    @Test
    void whatWasSavedWithoutNodesIsOnThemWhenTheyReturnWithOldData() {
        allNodesGo();
        TwoServers.set(one, id, "x", "new");
        allNodesReturn();
        assertThat(TwoServers.get(two, id, "x")).isEqualTo("new");
        int reads = archive.reads + another.reads;
        assertThat(TwoServers.get(two, id, "x")).isEqualTo("new");
        assertThat(archive.reads + another.reads)
                .as("asked once after an outage")
                .isEqualTo(reads);
    }

    @Test
    void whatWasSavedWithoutNodesIsThereWhenTheyReturnEmpty() {
        allNodesGo();
        TwoServers.set(one, id, "x", "new");
        nodes.forEach(FakeNode::restartEmpty);
        one.probe();
        two.probe();
        assertThat(TwoServers.get(two, id, "x")).isEqualTo("new");
    }

    @Test
    void aLogoutWithoutNodesHoldsWhenTheyReturnWithOldData() {
        allNodesGo();
        one.found(id).end();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        allNodesReturn();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void withNeitherNodesNorArchiveNothingIsAcknowledged() {
        OpenSession session = one.found(id);
        allNodesGo();
        archive.isDown = true;
        session.attributes().set("x", "new");
        assertThatThrownBy(session::save).isInstanceOf(SessionUnavailableException.class);
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
    }
}
