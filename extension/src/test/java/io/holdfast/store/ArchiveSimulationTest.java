package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.archive.MapSessionTable;
import io.holdfast.archive.Reaper;
import io.holdfast.archive.SessionTable;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ForwardingNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.MapArchive;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a session goes through in and out of the archive while others are at it. */
class ArchiveSimulationTest {

    private static final int EVERY = 10;

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private @Nullable Runnable beforeNextPut;

    /** Lets something happen before a write leaves server one. */
    private final class Interposed extends ForwardingNode {

        Interposed(FakeNode inner) {
            super(inner);
        }

        @Override
        public CompletableFuture<NodeReply> send(NodeRequest request) {
            Runnable first = beforeNextPut;
            if (request instanceof NodeRequest.Put && first != null) {
                beforeNextPut = null;
                first.run();
            }
            return super.send(request);
        }
    }

    private AppServer first(SessionArchive archive) {
        return new AppServer(
                1,
                nodes,
                2,
                clock,
                AppServer.Network.through(
                        nodes.stream().<NodeClient>map(Interposed::new).toList(), clock),
                AppServer.Setup.with(archive));
    }

    private AppServer second(SessionArchive archive) {
        return new AppServer(2, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock, archive);
    }

    private void restartEmpty(AppServer... servers) {
        nodes.forEach(FakeNode::restartEmpty);
        for (AppServer server : servers) {
            server.probe();
        }
    }

    /** Writes through, to a table with the contract's expiry. */
    private static final class TableArchive implements SessionArchive {
        final SessionTable table;
        boolean isTelling = true;

        @Nullable
        Nodes nodesToTell;

        TableArchive(SessionTable table) {
            this.table = table;
        }

        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public boolean isStrict() {
            return false;
        }

        @Override
        public int maxLostChanges() {
            return EVERY - 1;
        }

        @Override
        public void start(Nodes toTell) {
            nodesToTell = toTell;
        }

        @Override
        public Finding find(String key, Trace trace, Duration timeout) {
            SessionTable.Row row = table.find(List.of(key)).get(key);
            return row == null
                    ? new Finding.Nothing()
                    : new Finding.Row(row.record().orElseThrow(), row.ttlSeconds());
        }

        @Override
        public void saved(String key, Live record, int ttlSeconds) {
            write(key, record, ttlSeconds, Duration.ZERO);
        }

        @Override
        public void seen(String key, Live record, int ttlSeconds) {
            write(key, record, ttlSeconds, Duration.ZERO);
        }

        @Override
        public @Nullable SessionRecord write(String key, SessionRecord record, int ttlSeconds, Duration timeout) {
            SessionRecord row = table.merge(List.of(new SessionTable.Entry(key, record, ttlSeconds)))
                    .get(key);
            if (isTelling && nodesToTell != null) {
                nodesToTell.merge(key, row);
            }
            return row;
        }

        @Override
        public @Nullable SessionRecord waiting(String key) {
            return null;
        }

        @Override
        public void close() {}
    }

    @Test
    void aChangeNumberedEarlierAndStoredLaterIsNotTakenForArchived() {
        MapArchive archive = new MapArchive(EVERY, clock);
        AppServer one = first(archive);
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        OpenSession slow = one.found(id);
        slow.attributes().set("slow", "acknowledged");
        beforeNextPut = () -> IntStream.rangeClosed(1, EVERY - 1).forEach(i -> TwoServers.set(one, id, "count", i));
        slow.save();
        boolean archived = ((Live) archive.row(one.key(id))).attributes().containsKey("a:slow");
        assertThat(archived ? 1 : one.found(id).base().changes().unarchived())
                .as("changes that the archive lacks")
                .isPositive();
    }

    @Test
    void aChangeThatFollowsAChangeOfIdIsCounted() {
        MapArchive archive = new MapArchive(EVERY, clock);
        AppServer one = first(archive);
        AppServer two = second(archive.seenByAnother());
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        OpenSession late = one.found(id);
        SessionId now = two.store.changeId(id);
        late.attributes().set("late", "acknowledged");
        late.save();
        assertThat(two.found(now).base().attributes()).containsKey("a:late");
        boolean archived = ((Live) archive.row(one.key(now))).attributes().containsKey("a:late");
        assertThat(archived ? 1 : two.found(now).base().changes().unarchived()).isPositive();
    }

    @Test
    void aLoginThatFollowsAChangeOfIdIsArchivedAtOnce() {
        MapArchive archive = new MapArchive(EVERY, clock);
        AppServer one = first(archive);
        AppServer two = second(archive.seenByAnother());
        SessionId id = one.store.create(session -> session.set("x", "y"));
        OpenSession login = one.found(id);
        SessionId now = two.store.changeId(id);
        login.setUser("ada");
        login.save();
        assertThat(((Live) archive.row(one.key(now))).attributes()).containsKey("u:name");
    }

    @Test
    void aSessionWhoseTimeoutWasShortenedStaysExpired() {
        TableArchive archive = new TableArchive(new MapSessionTable(clock));
        AppServer one = first(archive);
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        OpenSession session = one.found(id);
        session.setIdleTimeoutSeconds(60);
        session.save();
        clock.advance(Duration.ofMinutes(10));
        assertThat(one.engine.open(id)).isNotInstanceOf(OpenResult.Found.class);
    }

    @Test
    void aLogoutWithoutNodesHoldsForAServerThatSeesThemReturnFirst() {
        MapArchive archive = new MapArchive(EVERY, clock);
        AppServer one = first(archive);
        AppServer two = second(archive.seenByAnother());
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        nodes.forEach(node -> node.fail(NodeReply.Cause.REFUSED));
        one.probe();
        two.probe();
        one.found(id).end();
        nodes.forEach(FakeNode::start);
        two.probe();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void removalsAreForgottenWithAnArchiveToo() {
        MapArchive archive = new MapArchive(EVERY, clock);
        AppServer one = first(archive);
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        for (int i = 0; i < 500; i++) {
            TwoServers.set(one, id, "view" + i, "x");
            TwoServers.set(one, id, "view" + i, null);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(one.found(id).base().attributes().size())
                .as("traces on the nodes after 500 minutes, 61 minutes' worth are needed")
                .isLessThan(100);
    }

    @Test
    void aSessionInUseOutlivesTheLossOfAllNodesByItsTimeout() {
        TableArchive archive = new TableArchive(new MapSessionTable(clock));
        AppServer one = first(archive);
        Reaper reaper = new Reaper(archive.table, one.engine.nodesForArchive(), "x");
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        for (int second = 0; second < 27 * 60; second += 20) {
            clock.advance(Duration.ofSeconds(20));
            one.found(id).save();
            reaper.sweep();
        }
        restartEmpty(one); // used 2 seconds ago
        clock.advance(Duration.ofSeconds(200));
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Found.class);
    }

    @Test
    void aLookDoesNotProlongTheRow() {
        TableArchive archive = new TableArchive(new MapSessionTable(clock));
        AppServer one = first(archive);
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        archive.isTelling = false;
        TwoServers.set(one, id, "x", 1); // unarchived, as far as the nodes know
        clock.advance(Duration.ofMinutes(29));
        one.store.find(id);
        clock.advance(Duration.ofMinutes(10));
        assertThat(one.engine.open(id)).isNotInstanceOf(OpenResult.Found.class);
    }

    @Test
    void aSessionThatALookBroughtBackLivesAsLongAsItWould() {
        TableArchive archive = new TableArchive(new MapSessionTable(clock));
        AppServer one = first(archive);
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        clock.advance(Duration.ofSeconds(1000));
        restartEmpty(one);
        assertThat(one.store.find(id)).isPresent();
        clock.advance(Duration.ofSeconds(1795 - 1002));
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Found.class);
    }

    @Test
    void aLogoutWithoutNodesThatMeetsAChangeOfIdEndsTheSuccessor() {
        MapArchive archive = new MapArchive(EVERY, clock);
        AppServer one = first(archive);
        AppServer two = second(archive.seenByAnother());
        SessionId id = one.store.create(session -> session.set("user", "ada"));
        nodes.forEach(node -> node.fail(NodeReply.Cause.REFUSED));
        one.probe();
        two.probe();
        OpenSession leaving = one.found(id);
        SessionId now = two.store.changeId(id);
        leaving.end();
        assertThat(two.engine.open(now)).isNotInstanceOf(OpenResult.Found.class);
    }
}
