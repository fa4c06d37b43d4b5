package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionId;
import io.holdfast.SessionTooLargeException;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionEngineTest extends TwoServers {
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

    static class Bag implements Serializable {
        private static final long serialVersionUID = 1;
        final Object thread = new Thread();
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

    @Test
    void aRecordOverTheItemSizeOfANodeIsRefusedAndTheOldStateStaysOnAllNodes() {
        nodes.get(0).restartTaking(1000);
        one.probe();
        two.probe();
        for (int i = 0; i < 20; i++) {
            SessionId id = login();
            OpenSession session = one.found(id);
            session.attributes().set("big", new byte[2000]);
            if (one.preference(id).indexOf("a") < 2) {
                assertThatThrownBy(session::save)
                        .isInstanceOf(SessionTooLargeException.class)
                        .hasMessageContaining("the limit is 1000 (the item size of node a, memcached's option -I)");
                assertThat(two.found(id).attributes().names()).containsExactly("user");
                assertThat(two.store.locate(id)).hasSize(2);
            } else {
                session.save();
            }
        }
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
    void withMoreNodesNoMoreThanTheOwnersAreAsked() {
        List<FakeNode> five = Stream.of("a", "b", "c", "d", "e")
                .map(name -> new FakeNode(name, clock))
                .toList();
        AppServer server = new AppServer(3, five, 2, clock);
        SessionId id = server.store.create(session -> session.set("user", "ada"));
        int before = five.stream().mapToInt(node -> node.received().size()).sum();
        assertThat(get(server, id, "user")).isEqualTo("ada");
        assertThat(five.stream().mapToInt(node -> node.received().size()).sum() - before)
                .isEqualTo(2);
    }
}
