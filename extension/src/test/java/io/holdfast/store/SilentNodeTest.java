package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeState;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node that does not answer costs, before and after it is known. The operation timeout is 25 ms. */
class SilentNodeTest extends TwoServers {

    private static final Duration MOMENT = Duration.ofMillis(4);
    private static final Duration TIMEOUT = Duration.ofMillis(25);

    private Duration taken(Runnable action) {
        long began = clock.nanos();
        action.run();
        return Duration.ofNanos(clock.nanos() - began);
    }

    private NodeState state(AppServer server, FakeNode node) {
        return server.monitors.stream()
                .filter(monitor -> monitor.node().equals(node.node()))
                .findFirst()
                .orElseThrow()
                .health()
                .state();
    }

    private void recovering(AppServer server, FakeNode node) {
        node.fail(Cause.REFUSED);
        server.probe();
        node.start();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            server.monitors.forEach(monitor -> monitor.probe(TIMEOUT));
        }
        assertThat(state(server, node)).isEqualTo(NodeState.RECOVERING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anOwnerThatHangsCostsAReadAMomentAndItsTimeOutIsNoted(int place) {
        SessionId id = login();
        one.owner(id, place).hang();
        assertThat(taken(() -> assertThat(get(one, id, "user")).isEqualTo("ada")))
                .isLessThanOrEqualTo(MOMENT);
        clock.advance(TIMEOUT);
        assertThat(state(one, one.owner(id, place))).isEqualTo(NodeState.SUSPECT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anOwnerThatHangsCostsASaveOneTimeOutAndTheNextNodeTakesTheCopy(int place) {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("x", 1);
        one.owner(id, place).hang();
        assertThat(taken(session::save)).isLessThanOrEqualTo(TIMEOUT);
        assertThat(one.store.statistics().degraded()).isZero();
        one.owner(id, 1 - place).kill();
        two.probeOnce();
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anOwnerThatHangsCostsARequestThatReadsAndSavesOneTimeOut(int place) {
        SessionId id = login();
        one.owner(id, place).hang();
        assertThat(taken(() -> set(one, id, "x", 1))).isLessThanOrEqualTo(MOMENT.plus(TIMEOUT));
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void aNewSessionCostsOneTimeOutToo() {
        nodes.get(0).hang();
        for (int i = 0; i < 10; i++) {
            OpenSession session = two.engine.create();
            assertThat(taken(session::save)).isLessThanOrEqualTo(TIMEOUT);
        }
        assertThat(two.store.statistics().degraded()).isZero();
    }

    @Test
    void onceItIsKnownAHungNodeCostsNothing() {
        SessionId id = login();
        one.owner(id, 0).hang();
        one.probe();
        assertThat(taken(() -> set(one, id, "x", 1))).isZero();
        assertThat(taken(() -> assertThat(get(one, id, "x")).isEqualTo(1))).isZero();
    }

    @Test
    void aLateNodeIsNotRepairedForBeingLate() {
        SessionId id = login();
        one.owner(id, 1).hang();
        one.found(id).save();
        assertThat(one.background).isEmpty();
    }

    @Test
    void aWriteThatArrivesAfterItsRequestHasGoneOnDoesNoHarm() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("x", 1);
        one.owner(id, 0).hang();
        session.save();
        set(two, id, "x", 2);
        one.owner(id, 0).resume();
        assertThat(get(one, id, "x")).isEqualTo(2);
        assertThat(get(two, id, "x")).isEqualTo(2);
    }

    @Test
    void withTwoNodesASilentOneIsWaitedForBecauseOneAnswerIsNotEnough() {
        List<FakeNode> pair = nodes.subList(0, 2);
        AppServer server = new AppServer(3, pair, 2, clock);
        SessionId id = server.store.create(session -> session.set("user", "ada"));
        server.owner(id, 0).delayRepliesBy(Duration.ofMillis(10));
        OpenSession session = server.found(id);
        session.attributes().set("x", 1);
        session.save();
        assertThat(server.store.statistics().degraded()).isZero();
        assertThat(get(server, id, "x")).isEqualTo(1);
    }

    @Test
    void twoSlowOwnersAreWaitedForRatherThanAnOldCopyBelieved() {
        SessionId id = login();
        one.owner(id, 1).fail(Cause.REFUSED);
        set(one, id, "x", "old");
        one.owner(id, 1).start();
        one.probe();
        two.probe();
        set(one, id, "x", "new");
        two.owner(id, 0).delayRepliesBy(Duration.ofMillis(12));
        two.owner(id, 1).delayRepliesBy(Duration.ofMillis(6));
        assertThat(get(two, id, "x")).isEqualTo("new");
    }

    @Test
    void whatANodeThatComesBackSaysAloneIsNotBelieved() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        recovering(one, first);
        one.owner(id, 1).fail(Cause.REFUSED);
        one.owner(id, 2).fail(Cause.REFUSED);
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
    }

    @Test
    void thatANodeThatComesBackHasNoCopyIsNoSignOfAbsence() {
        SessionId stranger = TestKeys.id();
        recovering(one, one.owner(stranger, 0));
        assertThat(one.engine.open(stranger)).isInstanceOf(OpenResult.Absent.class);
        one.owner(stranger, 1).fail(Cause.REFUSED);
        clock.advance(Duration.ofMillis(NegativeCache.ABSENT_MILLIS));
        assertThat(one.engine.open(stranger)).isInstanceOf(OpenResult.Unknown.class);
    }

    @Test
    void aNodeThatComesBackIsWrittenTo() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        recovering(one, first);
        first.evict(TestKeys.key(id));
        set(one, id, "x", 1);
        assertThat(first.holds(TestKeys.key(id))).isInstanceOf(NodeReply.Hit.class);
    }

    @Test
    void withOneCopyOnlyANodeThatComesBackIsReadTogetherWithTheOthers() {
        AppServer server = new AppServer(3, nodes, 1, clock);
        SessionId id = server.store.create(session -> session.set("user", "ada"));
        FakeNode owner = server.owner(id, 0);
        owner.fail(Cause.REFUSED);
        server.probe();
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        recovering(server, owner);
        assertThat(get(server, id, "user")).isEqualTo("ada");
    }
}
