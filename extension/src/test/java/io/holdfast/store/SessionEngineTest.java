package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionTooLargeException;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.session.SessionId;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionEngineTest {

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final AppServer one = new AppServer(1, nodes, 2, clock);
    private final AppServer two =
            new AppServer(2, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock);

    private SessionId login() {
        OpenSession session = one.engine.create();
        session.attributes().set("user", "ada");
        session.save();
        return session.id();
    }

    private static void set(AppServer server, SessionId id, String name, Object value) {
        OpenSession session = server.found(id);
        session.attributes().set(name, value);
        session.save();
    }

    private static Object get(AppServer server, SessionId id, String name) {
        return server.found(id).attributes().get(name);
    }

    private List<NodeRequest> requestsOf(AppServer server, Runnable work) {
        List<Integer> before =
                server.nodes.stream().map(node -> node.received().size()).toList();
        work.run();
        List<NodeRequest> requests = new ArrayList<>();
        for (int i = 0; i < server.nodes.size(); i++) {
            List<NodeRequest> received = server.nodes.get(i).received();
            requests.addAll(received.subList(before.get(i), received.size()));
        }
        return requests;
    }

    @Test
    void whatOneServerSavedAnotherFinds() {
        SessionId id = login();
        assertThat(get(two, id, "user")).isEqualTo("ada");
    }

    @Test
    void aSessionLiesOnItsTwoPreferredNodes() {
        SessionId id = login();
        assertThat(two.store.locate(id)).isEqualTo(one.preference(id).subList(0, 2));
    }

    @Test
    void aCleanReadAsksOneNodeForTheValueAndTheOtherForItsDigestAndWritesNothing() {
        SessionId id = login();
        List<NodeRequest> requests = requestsOf(two, () -> {
            OpenSession session = two.found(id);
            session.attributes().get("user");
            session.save();
        });
        assertThat(requests).hasSize(2).allMatch(Get.class::isInstance);
        assertThat(requests).filteredOn(request -> ((Get) request).withValue()).hasSize(1);
    }

    @Test
    void aChangeAddsOneWriteForEachCopy() {
        SessionId id = login();
        List<NodeRequest> requests = requestsOf(two, () -> set(two, id, "user", "grace"));
        assertThat(requests).hasSize(4);
        assertThat(requests).filteredOn(Put.class::isInstance).hasSize(2);
    }

    @Test
    void aChangeInsideOfAValueThatWasOnlyReadIsSaved() {
        SessionId id = login();
        set(one, id, "cart", new AtomicInteger(1));
        OpenSession session = two.found(id);
        session.attributes().get("cart", AtomicInteger.class).orElseThrow().incrementAndGet();
        session.save();
        assertThat(get(one, id, "cart")).hasToString("2");
    }

    @Test
    void settingAnEqualValueWritesNothing() {
        SessionId id = login();
        assertThat(requestsOf(two, () -> set(two, id, "user", "ada"))).noneMatch(Put.class::isInstance);
    }

    @Test
    void parallelChangesOfDifferentAttributesAreBothKept() {
        SessionId id = login();
        OpenSession first = one.found(id);
        OpenSession second = two.found(id);
        first.attributes().set("x", 1);
        second.attributes().set("y", 2);
        first.save();
        second.save();
        assertThat(get(one, id, "x")).isEqualTo(1);
        assertThat(get(one, id, "y")).isEqualTo(2);
    }

    @Test
    void ofParallelChangesOfOneAttributeTheLaterWins() {
        SessionId id = login();
        OpenSession first = one.found(id);
        OpenSession second = two.found(id);
        first.attributes().set("x", 1);
        first.save();
        clock.advance(Duration.ofMillis(5));
        second.attributes().set("x", 2);
        second.save();
        assertThat(get(one, id, "x")).isEqualTo(2);
    }

    @Test
    void aRemovedAttributeStaysRemovedThoughAnotherSavesMeanwhile() {
        SessionId id = login();
        OpenSession other = two.found(id);
        set(one, id, "user", null);
        other.attributes().set("x", 1);
        other.save();
        assertThat(get(one, id, "user")).isNull();
        assertThat(one.found(id).attributes().names()).containsExactly("x");
    }

    @Test
    void aSessionSurvivesEachNodesDeathAndIsMendedByItsNextRequest() {
        SessionId id = login();
        for (int round = 0; round < 6; round++) {
            FakeNode victim = one.owner(id, round % 2);
            victim.restartEmpty();
            assertThat(get(two, id, "user")).isEqualTo("ada");
            one.probe();
            two.probe();
            two.found(id).save();
            two.runBackground();
            assertThat(one.store.locate(id)).hasSize(2);
        }
    }

    @Test
    void whileAnOwnerIsDownTheNextNodeTakesTheCopy() {
        SessionId id = login();
        one.owner(id, 0).kill();
        set(one, id, "x", 1);
        assertThat(one.store.locate(id)).isEqualTo(one.preference(id).subList(1, 3));
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void anOwnerThatComesBackWithOldDataIsNotBelieved() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        first.fail(Cause.REFUSED);
        set(one, id, "user", "grace");
        first.start();
        two.probe();
        assertThat(get(two, id, "user")).isEqualTo("grace");
    }

    @Test
    void aNodeThatMissedAChangeGetsItBeforeItIsUsedAgain() {
        List<FakeNode> pair = nodes.subList(0, 2);
        AppServer server = new AppServer(3, pair, 2, clock);
        OpenSession session = server.engine.create();
        session.save();
        pair.get(0).fail(Cause.REFUSED);
        set(server, session.id(), "user", "grace");
        pair.get(0).start();
        server.probe();
        pair.get(1).kill();
        assertThat(get(server, session.id(), "user")).isEqualTo("grace");
    }

    @Test
    void aHungNodeDoesNotKeepASessionFromBeingReadAndSaved() {
        SessionId id = login();
        one.owner(id, 0).hang();
        set(one, id, "x", 1);
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

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
    void aNodeThatMissedALogoutDoesNotBringTheSessionBack() {
        SessionId id = login();
        FakeNode first = one.owner(id, 0);
        first.fail(Cause.REFUSED);
        one.found(id).end();
        first.start();
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        one.probe();
        one.owner(id, 1).kill();
        one.owner(id, 2).kill();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void anIdThatNeverWasIsAbsentAlsoWithOneNodeDown() {
        SessionId stranger = SessionId.random(new java.security.SecureRandom());
        assertThat(one.engine.open(stranger)).isInstanceOf(OpenResult.Absent.class);
        nodes.get(0).kill();
        assertThat(one.engine.open(stranger)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void withBothOwnersUnreachableItIsUnknownNeverAbsent() {
        SessionId id = login();
        one.owner(id, 0).hang();
        one.owner(id, 1).hang();
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
    }

    @Test
    void withAllNodesDownASaveFailsAndSaysSo() {
        OpenSession session = one.engine.create();
        nodes.forEach(FakeNode::kill);
        assertThatThrownBy(session::save).isInstanceOf(SessionUnavailableException.class);
    }

    @Test
    void aReplyThatWasLostDoesNotLoseTheChange() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("x", 1);
        one.owner(id, 0).loseReplies(1);
        session.save();
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void anEvictedCopyIsMended() {
        SessionId id = login();
        one.owner(id, 1).evict(new SessionKeys("test", "secret").key(id));
        two.found(id).save();
        assertThat(one.store.locate(id)).hasSize(1);
        two.runBackground();
        assertThat(one.store.locate(id)).hasSize(2);
        assertThat(two.store.statistics().repaired()).isEqualTo(1);
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
    void useProlongsASessionWithoutAnyWrite() {
        SessionId id = login();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS - 1));
            assertThat(get(i % 2 == 0 ? one : two, id, "user")).isEqualTo("ada");
        }
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
    void anIdleTimeoutBeyondThirtyDaysOrForEverIsKept() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.setIdleTimeoutSeconds(90 * 24 * 3600);
        session.save();
        clock.advance(Duration.ofDays(29));
        assertThat(get(two, id, "user")).isEqualTo("ada");
        session = one.found(id);
        session.setIdleTimeoutSeconds(-1);
        session.save();
        clock.advance(Duration.ofDays(29));
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
    void aRecordOverTheLimitIsRefusedAndTheOldStateStays() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("big", new byte[AppServer.MAX_RECORD_BYTES]);
        assertThatThrownBy(session::save)
                .isInstanceOf(SessionTooLargeException.class)
                .hasMessageContaining("the limit is 50000 (holdfast.max-record-size)");
        assertThat(get(two, id, "user")).isEqualTo("ada");
        assertThat(two.found(id).attributes().names()).containsExactly("user");
    }

    static class Bag implements Serializable {
        private static final long serialVersionUID = 1;
        final Object thread = new Thread();
    }

    @Test
    void anUnserialisableAttributeIsNamedAndNothingOfTheRequestIsSaved() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("user", "grace");
        session.attributes().set("bag", new Bag());
        assertThatThrownBy(session::save)
                .isInstanceOf(AttributeNotSerializableException.class)
                .hasMessageContaining("\"bag\"")
                .hasMessageContaining("java.lang.Thread at Bag.thread");
        assertThat(get(two, id, "user")).isEqualTo("ada");
    }

    @Test
    void aNodeOutOfMemoryIsReplacedByTheNextAndStaysUp() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("x", 1);
        one.owner(id, 0).rejectNextWrite("SERVER_ERROR out of memory storing object");
        session.save();
        assertThat(get(two, id, "x")).isEqualTo(1);
        assertThat(one.monitors).allMatch(monitor -> monitor.isUp());
    }

    @Test
    void noNodeEverSeesTheId() {
        SessionId id = login();
        assertThat(nodes)
                .allSatisfy(node -> assertThat(node.received())
                        .noneMatch(request -> request.key().contains(id.value())
                                || (request instanceof Put put
                                        && new String(put.value(), java.nio.charset.StandardCharsets.ISO_8859_1)
                                                .contains(id.value()))));
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
