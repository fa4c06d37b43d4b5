package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.keys.Seal;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys are replaced on two servers, one after the other, while sessions are in use. */
class KeyRotationTest {

    private static final MasterKey OLD = TestKeys.key("old", 1);
    private static final MasterKey NEW = TestKeys.key("new", 101);
    private static final int SESSIONS = 40;

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final KeyChain firstsKeys = TestKeys.chain("test", OLD);
    private final KeyChain secondsKeys = TestKeys.chain("test", OLD);
    private final AppServer first = server(1, nodes, firstsKeys);
    private final AppServer second =
            server(2, nodes.stream().map(FakeNode::seenByAnother).toList(), secondsKeys);

    private AppServer server(int number, List<FakeNode> views, KeyChain keys) {
        return new AppServer(number, views, 2, clock, SessionArchive.NONE, TestKeys.trust(keys));
    }

    private static Keyset keys(MasterKey... keys) {
        return new Keyset(List.of(keys));
    }

    private int rounds(List<SessionId> browsers, int number) {
        for (int i = 0; i < browsers.size(); i++) {
            browsers.set(i, (i % 2 == number % 2 ? first : second).count(browsers.get(i), number));
        }
        return number + 1;
    }

    private List<SessionId> browsers() {
        List<SessionId> ids = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            ids.add(first.store.create(session -> session.set("n", 0)));
        }
        return ids;
    }

    private static long fingerprints(FakeNode node, Set<Integer> found, List<String> keys) {
        keys.forEach(key -> {
            if (node.holds(key) instanceof NodeReply.Hit hit && hit.value() != null) {
                found.add(Seal.fingerprintOf(hit.value()));
            }
        });
        return found.size();
    }

    @Test
    void noSessionIsLostAndAtTheEndNothingNeedsTheOldKey() {
        List<SessionId> browsers = browsers();
        Set<SessionId> original = new HashSet<>(browsers);
        int number = rounds(browsers, 1);
        firstsKeys.replace(keys(OLD, NEW));
        number = rounds(browsers, number);
        secondsKeys.replace(keys(OLD, NEW));
        number = rounds(browsers, number);
        firstsKeys.replace(keys(NEW, OLD));
        number = rounds(browsers, number);
        number = rounds(browsers, number);
        clock.advance(Duration.ofMinutes(5));
        number = rounds(browsers, number);
        secondsKeys.replace(keys(NEW, OLD));
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofMinutes(6));
            number = rounds(browsers, number);
        }
        assertThat(browsers).doesNotContainAnyElementsOf(original).doesNotHaveDuplicates();
        firstsKeys.replace(keys(NEW));
        secondsKeys.replace(keys(NEW));
        number = rounds(browsers, number);
        int unused = rounds(browsers, number);
        List<String> places = browsers.stream()
                .map(id -> firstsKeys.primary().storeKey(id.value()))
                .toList();
        Set<Integer> found = new HashSet<>();
        nodes.forEach(node -> assertThat(fingerprints(node, found, places)).isPositive());
        assertThat(found).containsExactly(NEW.fingerprint());
    }

    @Test
    void anIdIsRenewedOnceTenMinutesAfterItWasMade() {
        SessionId id = first.store.create(session -> session.set("n", 0));
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(NEW, OLD));
        assertThat(first.count(id, 1)).isEqualTo(id);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        SessionId renewed = second.count(id, 2);
        assertThat(renewed).isNotEqualTo(id);
        clock.advance(Duration.ofMinutes(11));
        assertThat(first.count(renewed, 3)).isEqualTo(renewed);
    }

    @Test
    void aFormerIdLeadsToItsSessionOnEveryServer() {
        SessionId id = first.store.create(session -> session.set("n", 0));
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(NEW, OLD));
        clock.advance(Duration.ofMinutes(11));
        SessionId renewed = first.count(id, 1);
        assertThat(second.found(id).id()).isEqualTo(renewed);
        assertThat(second.count(id, 2)).isEqualTo(renewed);
        assertThat(first.count(id, 3)).isEqualTo(renewed);
        second.found(id).end();
        assertThat(first.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(first.engine.open(renewed)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void requestsThatRenewAnIdAtTheSameTimeEndInOneSession() {
        SessionId id = first.store.create(session -> session.set("n", 0));
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(NEW, OLD));
        clock.advance(Duration.ofMinutes(11));
        OpenSession one = first.found(id);
        OpenSession other = second.found(id);
        assertThat(one.renewIdIfDue()).isTrue();
        assertThat(other.renewIdIfDue()).isTrue();
        one.attributes().set("one", 1);
        other.attributes().set("other", 2);
        one.save();
        other.save();
        assertThat(one.id()).isEqualTo(other.id());
        OpenSession now = first.found(id);
        assertThat(now.id()).isEqualTo(one.id());
        assertThat(now.attributes().get("one")).isEqualTo(1);
        assertThat(now.attributes().get("other")).isEqualTo(2);
    }

    @Test
    void aChangeOfIdAtALoginLeavesNothingUnderTheFormerOnes() {
        SessionId id = first.store.create(session -> session.set("n", 0));
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(NEW, OLD));
        clock.advance(Duration.ofMinutes(11));
        SessionId renewed = first.count(id, 1);
        OpenSession session = second.found(renewed);
        SessionId secret = session.changeId();
        session.attributes().set("user", "ada");
        session.save();
        for (AppServer server : List.of(first, second)) {
            assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
            assertThat(server.engine.open(renewed)).isInstanceOf(OpenResult.Dead.class);
            assertThat(server.found(secret).attributes().get("user")).isEqualTo("ada");
        }
    }

    @Test
    void aRenewalAndALoginAtTheSameTimeLeaveNoIdFromBeforeTheLogin() {
        SessionId id = first.store.create(session -> session.set("n", 0));
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(NEW, OLD));
        clock.advance(Duration.ofMinutes(11));
        OpenSession renewing = first.found(id);
        OpenSession login = second.found(id);
        assertThat(renewing.renewIdIfDue()).isTrue();
        SessionId renewed = renewing.id();
        SessionId secret = login.changeId();
        login.attributes().set("user", "ada");
        login.save();
        renewing.save();
        renewing.attributes().set("late", 1);
        renewing.save();
        assertThat(first.found(secret).attributes().get("late")).isEqualTo(1);
        assertThat(first.found(secret).attributes().get("user")).isEqualTo("ada");
        for (AppServer server : List.of(first, second)) {
            assertThat(userOf(server, id)).as("under the id from before").isNull();
            assertThat(userOf(server, renewed)).as("under the renewed one").isNull();
        }
    }

    @Test
    void aLoginAfterARenewalThatIsUnderWayLeavesNoIdFromBeforeTheLoginEither() {
        SessionId id = first.store.create(session -> session.set("n", 0));
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(NEW, OLD));
        clock.advance(Duration.ofMinutes(11));
        OpenSession renewing = first.found(id);
        OpenSession login = second.found(id);
        assertThat(renewing.renewIdIfDue()).isTrue();
        renewing.attributes().set("cart", "full");
        renewing.save();
        SessionId secret = login.changeId();
        login.attributes().set("user", "ada");
        login.save();
        renewing.attributes().set("late", 1);
        renewing.save();
        OpenSession now = second.found(secret);
        assertThat(now.attributes().get("user")).isEqualTo("ada");
        assertThat(now.attributes().get("cart")).isEqualTo("full");
        assertThat(now.attributes().get("late")).isEqualTo(1);
        for (AppServer server : List.of(first, second)) {
            assertThat(userOf(server, id)).as("under the id from before").isNull();
            assertThat(userOf(server, renewing.id()))
                    .as("under the renewed one")
                    .isNull();
        }
    }

    private static @Nullable Object userOf(AppServer server, SessionId id) {
        return server.engine.open(id) instanceof OpenResult.Found found
                ? found.session().attributes().get("user")
                : null;
    }

    @Test
    void serversWithDifferentFirstKeysDoNotWriteOverEachOther() {
        List<SessionId> ids = browsers();
        firstsKeys.replace(keys(NEW, OLD));
        secondsKeys.replace(keys(OLD, NEW));
        int unused = rounds(ids, 1);
        Map<FakeNode, Integer> before = new HashMap<>();
        Stream.of(first, second)
                .flatMap(server -> server.nodes.stream())
                .forEach(node -> before.put(node, writes(node)));
        for (int round = 0; round < 10; round++) {
            for (SessionId id : ids) {
                for (AppServer server : List.of(first, second)) {
                    server.found(id).save();
                    server.runBackground();
                }
            }
        }
        before.forEach((node, count) -> assertThat(writes(node)).isEqualTo(count));
    }

    @Test
    void oneThatRepairsACopyGivesItTheBytesThatTheOtherHas() {
        SessionId id = first.store.create(session -> session.set("n", 0));
        firstsKeys.replace(keys(NEW, OLD));
        String place = secondsKeys.primary().storeKey(id.value());
        Attacker attacker = new Attacker(nodes);
        Attacker.Item honest = attacker.copy(place);
        FakeNode holder = nodes.stream()
                .filter(node -> node.holds(place) instanceof NodeReply.Hit)
                .findFirst()
                .orElseThrow();
        attacker.delete(holder, place);
        first.found(id).save();
        first.runBackground();
        assertThat(attacker.dump(place).values())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.value()).isEqualTo(honest.value()));
    }

    private static int writes(FakeNode node) {
        return (int) node.received().stream().filter(Put.class::isInstance).count();
    }
}
