package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever writes to nodes logs nobody out by the hundred. */
class PlantedTombstonesTest extends TwoServers {

    private static final int MANY = 200;

    private final Attacker attacker = new Attacker(nodes);
    private final List<SessionId> victims =
            Stream.generate(this::login).limit(MANY).toList();
    private final SessionId his = login();
    private final String key = TestKeys.key(his);

    /** How it is tried. */
    enum Planted {
        UNDER_ANOTHER_KEY,
        UNSEALED,
        OF_ANOTHER_SESSION,
        OF_A_ROW
    }

    private byte[] made(Planted planted) {
        Stamp late = new Stamp(Long.MAX_VALUE, 1);
        TreeSet<String> keys = new TreeSet<>();
        victims.forEach(victim -> keys.add(TestKeys.key(victim)));
        Tombstone tombstone = new Tombstone(late, true, keys, Long.MAX_VALUE);
        return switch (planted) {
            case UNDER_ANOTHER_KEY -> Attacker.forged(key, tombstone);
            case UNSEALED -> unsealed(Attacker.forged(key, tombstone));
            case OF_ANOTHER_SESSION -> ended();
            case OF_A_ROW -> TestKeys.ROWS.encode(key, tombstone).bytes();
        };
    }

    private static byte[] unsealed(byte[] sealed) {
        byte[] bytes = sealed.clone();
        bytes[2] = 1;
        return bytes;
    }

    /** An honest one, of a session of the attacker's that changed its id and then ended. */
    private byte[] ended() {
        SessionId another = login();
        OpenSession session = one.found(another);
        SessionId changed = session.changeId();
        session.save();
        one.found(changed).end();
        return attacker.copy(TestKeys.key(another)).value();
    }

    private Set<String> askedFor(Function<AppServer, OpenResult> request) {
        List<FakeNode> seen =
                Stream.of(one, two).flatMap(server -> server.nodes.stream()).toList();
        List<Integer> before = seen.stream().map(node -> node.received().size()).toList();
        Stream.of(one, two).forEach(server -> {
            OpenResult unused = request.apply(server);
            server.runBackground();
        });
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < seen.size(); i++) {
            List<NodeRequest> received = seen.get(i).received();
            received.subList(before.get(i), received.size()).forEach(command -> keys.add(command.key()));
        }
        return keys;
    }

    @ParameterizedTest
    @EnumSource
    void onOneNodeItEndsNothingAndLeadsNowhere(Planted planted) {
        byte[] made = made(planted);
        attacker.plant(one.owner(his, 0), key, made, Attacker.LONG);
        assertThat(askedFor(server -> {
                    server.found(his).save();
                    return server.engine.open(his);
                }))
                .containsExactly(key);
        assertThat(victims)
                .allSatisfy(victim -> assertThat(get(two, victim, "user")).isEqualTo("ada"));
    }

    @ParameterizedTest
    @EnumSource
    void onAllNodesItCostsTheOneSessionOnly(Planted planted) {
        byte[] made = made(planted);
        nodes.forEach(node -> attacker.plant(node, key, made, Attacker.LONG));
        assertThat(askedFor(server -> server.engine.open(his))).containsExactly(key);
        assertThat(one.engine.open(his)).isInstanceOf(OpenResult.Absent.class);
        assertThat(victims)
                .allSatisfy(victim -> assertThat(get(two, victim, "user")).isEqualTo("ada"));
    }

    @ParameterizedTest
    @EnumSource
    void inTheWayOfALogoutItIsWrittenOver(Planted planted) {
        OpenSession session = one.found(his);
        byte[] made = made(planted);
        nodes.forEach(node -> attacker.plant(node, key, made, Attacker.LONG));
        session.end();
        assertThat(session.isEnded()).isTrue();
        assertThat(two.engine.open(his)).isInstanceOf(OpenResult.Dead.class);
        assertThat(victims)
                .allSatisfy(victim -> assertThat(get(two, victim, "user")).isEqualTo("ada"));
    }

    @Test
    void evenASealedOneOfManySuccessorsStopsAtItsDeadline() throws Exception {
        TreeSet<String> keys = new TreeSet<>();
        victims.subList(0, 64).forEach(victim -> keys.add(TestKeys.key(victim)));
        Tombstone tombstone = new Tombstone(one.stamps.next(), true, keys, 0);
        byte[] sealed = TestKeys.NODES.encode(key, tombstone).bytes();
        OpenSession session = one.found(his);
        nodes.forEach(node -> attacker.plant(node, key, sealed, Attacker.LONG));
        nodes.forEach(node -> node.delayRepliesBy(Duration.ofMillis(20)));
        long begin = clock.nanos();
        session.attributes().set("x", 1);
        session.save();
        assertThat(session.isEnded()).isTrue();
        assertThat(Duration.ofNanos(clock.nanos() - begin)).isLessThan(Duration.ofMillis(1200));
    }
}
