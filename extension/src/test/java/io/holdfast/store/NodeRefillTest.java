package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.NodeRefilled;
import io.holdfast.SessionId;
import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeRefillTest extends TwoServers {

    private static final int LEFT_AT_LOGIN = AppServer.IDLE_TIMEOUT_SECONDS + 10;

    private int ttl(FakeNode node, SessionId id) {
        return ((NodeReply.Hit) node.holds(one.key(id))).ttlSeconds().orElseThrow();
    }

    private List<SessionId> logins(int count) {
        return Stream.generate(this::login).limit(count).toList();
    }

    /** A third server whose background never works, so that each refill is done by the thread that recovers. */
    private AppServer behind(Consumer<NodeRequest> before) {
        List<FakeNode> views = nodes.stream().map(FakeNode::seenByAnother).toList();
        List<NodeClient> clients = views.stream()
                .<NodeClient>map(view -> new InterceptedNode(view, before))
                .toList();
        return new AppServer(3, views, clients, 2, clock, System::nanoTime, Awaiter.BLOCKING);
    }

    @Test
    void aRollingRestartLosesNoSessionThatNobodyUsesMeanwhile() {
        List<SessionId> ids = logins(50);
        for (FakeNode node : nodes) {
            node.kill();
            one.probe();
            node.start();
            one.probe();
        }
        two.probe();
        assertThat(ids).allSatisfy(id -> assertThat(get(two, id, "user")).isEqualTo("ada"));
        assertThat(ids).allSatisfy(id -> assertThat(two.store.locate(id)).hasSize(2));
    }

    @Test
    void aRestartBetweenTwoProbesIsNoticedToo() {
        List<SessionId> ids = logins(50);
        for (FakeNode node : nodes) {
            node.restartEmpty();
            one.probe();
        }
        two.probe();
        assertThat(ids).allSatisfy(id -> assertThat(two.store.locate(id)).hasSize(2));
    }

    @Test
    void theCopyLivesAsLongAsTheOneItWasTakenFromAndThatIsNotProlonged() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(1000));
        one.owner(id, 0).restartEmpty();
        one.probe();
        int left = LEFT_AT_LOGIN - 1000;
        assertThat(ttl(one.owner(id, 0), id))
                .as("some seconds of probing included")
                .isBetween(left - 2, left);
        assertThat(ttl(one.owner(id, 1), id)).isEqualTo(ttl(one.owner(id, 0), id));
    }

    @Test
    void aCopyThatIsBehindIsRepairedWithoutProlongingItsLife() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        first.fail(NodeReply.Cause.REFUSED);
        one.probe();
        set(two, id, "x", 1);
        clock.advance(Duration.ofSeconds(1000));
        first.start();
        one.probe();
        assertThat(first.holds(one.key(id)))
                .extracting("flags")
                .isEqualTo(((NodeReply.Hit) one.owner(id, 1).holds(one.key(id))).flags());
        assertThat(ttl(first, id)).isEqualTo(LEFT_AT_LOGIN - 1000);
    }

    @Test
    void anEndedSessionStaysEnded() {
        SessionId id = login();
        two.found(id).end();
        one.owner(id, 0).restartEmpty();
        one.probe();
        one.owner(id, 1).kill();
        one.owner(id, 2).kill();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aSessionThatHasTimedOutIsLeftToDie() {
        SessionId id = login();
        clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS + 1));
        one.owner(id, 0).restartEmpty();
        one.probe();
        assertThat(one.owner(id, 0).holds(one.key(id))).isEqualTo(NodeReply.MISS);
    }

    @Test
    void aLogoutThatOvertakesTheRefillWins() {
        AtomicReference<SessionId> ending = new AtomicReference<>();
        AppServer third = behind(request -> {
            SessionId id = request instanceof Put ? ending.getAndSet(null) : null;
            if (id != null) { // the refill has read it, and is about to add it
                two.owner(id, 0).cut();
                two.found(id).end();
            }
        });
        SessionId id = third.store.create(session -> session.set("user", "ada"));
        third.owner(id, 0).restartEmpty();
        ending.set(id);
        third.probe();
        third.owner(id, 1).kill();
        third.owner(id, 2).kill();
        assertThat(third.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aNodeThatGoesAwayAgainEndsTheRefill() {
        int[] puts = {-1_000_000};
        AppServer third = behind(request -> {
            if (request instanceof Put && ++puts[0] == 5) {
                nodes.get(0).kill();
            }
        });
        IntStream.range(0, 100).forEach(i -> third.store.create(session -> {}));
        nodes.get(0).restartEmpty();
        puts[0] = 0;
        third.probe();
        assertThat(puts[0]).isBetween(5, 4 + NodeRefill.MOST_SILENCES);
        assertThat(third.events.stream().filter(NodeRefilled.class::isInstance)).hasSize(1);
    }

    @Test
    void anInterruptEndsTheRefillAndStays() {
        logins(50);
        nodes.get(0).restartEmpty();
        nodes.get(0).probe(Duration.ofMillis(25));
        int before = nodes.get(0).received().size();
        Thread.currentThread().interrupt();
        one.engine.recover(nodes.get(0).node());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(nodes.get(0).received()).hasSize(before);
    }

    @Test
    void aClosedEngineRefillsNothing() {
        logins(50);
        nodes.get(0).restartEmpty();
        nodes.get(0).probe(Duration.ofMillis(25));
        int before = nodes.get(0).received().size();
        one.engine.close();
        one.engine.recover(nodes.get(0).node());
        assertThat(nodes.get(0).received()).hasSize(before);
    }

    @Test
    void aSecondServerFindsTheWorkDoneAndWritesNothing() {
        List<SessionId> ids = logins(50);
        ids.forEach(two::found);
        nodes.get(0).restartEmpty();
        one.probe();
        two.probe();
        assertThat(two.named("a").received()).noneMatch(Put.class::isInstance);
        NodeRefilled told = (NodeRefilled) two.events.remove();
        assertThat(told.looked()).isPositive();
        assertThat(told.copies()).isZero();
        assertThat(told.restarted()).isTrue();
    }

    @Test
    void onlySessionsThatBelongOnTheNodeAreLookedAt() {
        List<SessionId> ids = logins(60);
        nodes.get(0).restartEmpty();
        one.probe();
        long mine = ids.stream()
                .filter(id -> one.preference(id).subList(0, 2).contains("a"))
                .count();
        NodeRefilled told = (NodeRefilled) one.events.remove();
        assertThat(told.looked()).isEqualTo(mine);
        assertThat(told.copies()).isEqualTo(mine);
        assertThat(nodes.get(0).received().stream()
                        .filter(request -> request instanceof Put put && put.ttlSeconds() <= LEFT_AT_LOGIN)
                        .map(NodeRequest::key)
                        .distinct())
                .hasSize((int) mine);
    }

    @Test
    void fourThousandSessionsTakeTwoSecondsAndTheNodeIsAskedNoFaster() {
        List<Long> at = new ArrayList<>();
        Awaiter passing = (done, nanos) -> {
            if (!done.isDone()) {
                clock.advance(Duration.ofNanos(nanos));
            }
        };
        List<FakeNode> pair = nodes.subList(0, 2);
        List<NodeClient> clients = pair.stream()
                .<NodeClient>map(node -> new InterceptedNode(node, request -> {
                    if (request instanceof Put && node == pair.get(0)) {
                        at.add(clock.millis());
                    }
                }))
                .toList();
        AppServer server = new AppServer(3, pair, clients, 2, clock, clock::nanos, passing);
        IntStream.range(0, 4_000).forEach(i -> server.store.create(session -> {}));
        pair.get(0).restartEmpty();
        at.clear();
        server.probe();
        assertThat(at).hasSize(4_000);
        assertThat(at.get(3_999) - at.get(0)).isBetween(1_900L, 2_500L);
        for (int i = 0; i + 1_000 < at.size(); i++) {
            assertThat(at.get(i + 1_000) - at.get(i)).as("a thousand writes").isGreaterThanOrEqualTo(440);
        }
    }

    @Test
    void aSessionWithAnOldCopyOnAStandInIsCopiedOnceAndTheOldCopyGoes() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        AppServer dead =
                new AppServer(3, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock);
        first.fail(NodeReply.Cause.REFUSED);
        dead.probeOnce();
        set(dead, id, "x", "old");
        first.start();
        one.probeOnce();
        set(one, id, "x", "new");
        first.restartEmpty();
        one.probe();
        NodeRefilled told = (NodeRefilled) one.events.stream()
                .filter(NodeRefilled.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(told.copies()).isEqualTo(1);
        assertThat(one.owner(id, 2).holds(one.key(id))).isEqualTo(NodeReply.MISS);
    }
}
