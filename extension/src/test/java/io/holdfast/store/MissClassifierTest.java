package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.CopiesEvicted;
import io.holdfast.SessionId;
import io.holdfast.SessionStore.Misses;
import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Why something was not found. */
class MissClassifierTest extends TwoServers {

    private static final Misses NONE = new CountedStatistics.CountedMisses(0, 0, 0, 0, 0, 0);
    private static final Misses NEVER_EXISTED = new CountedStatistics.CountedMisses(1, 0, 0, 0, 0, 0);
    private static final Misses EXPIRED = new CountedStatistics.CountedMisses(0, 1, 0, 0, 0, 0);
    private static final Misses ENDED = new CountedStatistics.CountedMisses(0, 0, 1, 0, 0, 0);
    private static final Misses RESTARTED = new CountedStatistics.CountedMisses(0, 0, 0, 1, 0, 0);
    private static final Misses EVICTED = new CountedStatistics.CountedMisses(0, 0, 0, 0, 1, 0);
    private static final Misses UNREADABLE = new CountedStatistics.CountedMisses(0, 0, 0, 0, 0, 1);

    private static void assertMissed(AppServer server, Misses sessions, Misses copies) {
        assertThat(server.store.statistics().missedSessions()).as("sessions").isEqualTo(sessions);
        assertThat(server.store.statistics().missedCopies()).as("copies").isEqualTo(copies);
    }

    private void evict(SessionId id, int place) {
        one.owner(id, place).evict(one.key(id));
    }

    private void overwrite(SessionId id, int place) {
        NodeReply.Hit held = (NodeReply.Hit) one.owner(id, place).holds(one.key(id));
        one.owner(id, place)
                .send(new Put(one.key(id), new byte[] {1}, 42, 1000, held.cas()))
                .join();
    }

    /** Restarted, and back without a refill, as after a restart that this server could not mend. */
    private void restart(AppServer server, SessionId id, int place) {
        clock.advance(Duration.ofSeconds(1));
        server.owner(id, place).restartEmpty();
        server.owner(id, place).probe(Duration.ofMillis(25));
    }

    @Test
    void whatIsFoundIsNoMiss() {
        SessionId id = login();
        one.found(id).save();
        two.found(id).save();
        assertMissed(one, NONE, NONE);
        assertMissed(two, NONE, NONE);
    }

    @Test
    void anIdThatNeverWas() {
        one.engine.open(TestKeys.id());
        assertMissed(one, NEVER_EXISTED, NONE);
    }

    @Test
    void aSessionThatWasEnded() {
        SessionId id = login();
        two.found(id).end();
        one.engine.open(id);
        assertMissed(one, ENDED, NONE);
    }

    @Test
    void aSessionThatIsFoundTimedOut() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS + 5));
        one.engine.open(id);
        assertMissed(one, EXPIRED, NONE);
    }

    @Test
    void aSessionWhoseCopiesHaveExpired() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS + 15));
        one.engine.open(id);
        assertMissed(one, EXPIRED, NONE);
    }

    @Test
    void aCopyOnANodeThatWasRestarted() {
        SessionId id = login();
        restart(one, id, 1);
        one.found(id);
        assertMissed(one, NONE, RESTARTED);
    }

    @Test
    void aCopyOfASessionOfOthersOnANodeThatWasRestarted() {
        SessionId id = two.store.create(session -> {});
        clock.advance(Duration.ofSeconds(1));
        restart(one, id, 1);
        one.found(id);
        assertMissed(one, NONE, RESTARTED);
    }

    @Test
    void aSessionWhoseTwoNodesWereRestarted() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(1));
        restart(one, id, 0);
        restart(one, id, 1);
        one.engine.open(id);
        assertMissed(one, RESTARTED, NONE);
    }

    @Test
    void anEvictedCopy() {
        SessionId id = login();
        evict(id, 1);
        one.found(id);
        assertMissed(one, NONE, EVICTED);
    }

    @Test
    void aCopyThatWasRefilledWhileItWasLookedForWasNotEvicted() {
        SessionId id = login();
        FakeNode second = one.owner(id, 1);
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        List<FakeNode> views = nodes.stream().map(FakeNode::seenByAnother).toList();
        List<NodeClient> clients = views.stream()
                .<NodeClient>map(view -> new InterceptedNode(view, request -> {
                    if (view.node().equals(second.node()) && request instanceof NodeRequest.Get) {
                        meanwhile.getAndSet(() -> {}).run();
                    }
                }))
                .toList();
        AppServer server = new AppServer(3, views, clients, 2, clock, System::nanoTime, Awaiter.BLOCKING);
        server.found(id);
        clock.advance(Duration.ofSeconds(1));
        server.owner(id, 0).restartEmpty();
        server.monitors.forEach(monitor -> monitor.probe(Duration.ofMillis(25)));
        meanwhile.set(() -> server.engine.recover(server.owner(id, 0).node()));
        server.found(id);
        assertThat(server.owner(id, 0).holds(server.key(id))).isInstanceOf(NodeReply.Hit.class);
        assertMissed(server, NONE, RESTARTED);
    }

    @Test
    void aCopyEvictedAfterARestartAndARefill() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(1));
        one.owner(id, 1).restartEmpty();
        clock.advance(Duration.ofSeconds(1));
        one.probe();
        evict(id, 1);
        one.found(id);
        assertMissed(one, NONE, EVICTED);
    }

    @Test
    void aSessionWhoseTwoCopiesWereEvicted() {
        SessionId id = login();
        evict(id, 0);
        evict(id, 1);
        one.engine.open(id);
        assertMissed(one, EVICTED, NONE);
    }

    @Test
    void aCopyThatThisServerNeverSawIsNotCalledEvicted() {
        two.named("a").cut();
        two.monitors.forEach(monitor -> monitor.probe(Duration.ofMillis(25)));
        SessionId id = two.store.create(session -> {});
        while (!two.preference(id).subList(0, 2).contains("a")) {
            id = two.store.create(session -> {});
        }
        one.found(id);
        assertMissed(one, NONE, NEVER_EXISTED);
    }

    @Test
    void anUnreadableCopyBesideAReadableOne() {
        SessionId id = login();
        overwrite(id, 0);
        one.found(id);
        assertMissed(one, NONE, UNREADABLE);
    }

    @Test
    void twoUnreadableCopies() {
        SessionId id = login();
        overwrite(id, 0);
        overwrite(id, 1);
        one.engine.open(id);
        assertMissed(one, UNREADABLE, NONE);
    }

    @Test
    void aStandInThatIsAskedForTheFirstTimeHasMissedNothing() {
        SessionId id = login();
        one.owner(id, 0).kill();
        one.found(id);
        one.found(id);
        assertMissed(one, NONE, NONE);
    }

    @Test
    void evictionsAreToldAtTheFirstAndThenOnceInAWhile() {
        List<SessionId> ids = java.util.stream.Stream.generate(this::login)
                .filter(id -> one.preference(id).get(1).equals("a"))
                .limit(5)
                .toList();
        for (SessionId id : ids) {
            clock.advance(Duration.ofMinutes(2));
            evict(id, 1);
            one.found(id);
        }
        assertThat(one.events)
                .filteredOn(CopiesEvicted.class::isInstance)
                .extracting("node", "copies")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", 1L), org.assertj.core.groups.Tuple.tuple("a", 3L));
    }

    @Test
    void aCopyThatIsGoneFromAStandInIsNotCalledEvicted() {
        SessionId id = login();
        one.owner(id, 1).fail(NodeReply.Cause.REFUSED);
        one.probeOnce();
        one.probeOnce();
        set(one, id, "x", "on the stand-in");
        evict(id, 2); // as another server does that finds the owner well again
        one.found(id);
        assertMissed(one, NONE, NONE);
    }
}
