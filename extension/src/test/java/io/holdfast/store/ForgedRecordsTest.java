package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.session.Validity;
import io.holdfast.testing.TestKeys;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever writes to nodes makes nobody another user, and nobody's session another's. */
class ForgedRecordsTest extends TwoServers {

    private static final String LOGIN = "b:io.holdfast.login";

    private final SessionId id = login();
    private final SessionId admins = one.store.create(session -> session.set("user", "root"));
    private final String key = TestKeys.key(id);
    private final Attacker attacker = new Attacker(nodes);

    /** How it is tried. */
    enum Forgery {
        UNDER_ANOTHER_KEY,
        UNSEALED,
        OF_ANOTHER_SESSION,
        OF_A_ROW,
        FLIPPED,
        CUT,
        LONGER,
        FEW_BYTES
    }

    private Live admin() {
        Stamp late = new Stamp((clock.millis() + 3_600_000) << 16, 9);
        byte[] name = attacker.copy(TestKeys.key(admins)).value();
        return new Live(
                        clock.millis(),
                        new IdleTimeout(0, late),
                        new TreeMap<>(Map.of(
                                "a:user",
                                new StoredValue.Present(late, name),
                                LOGIN,
                                new StoredValue.Present(late, name))))
                .with(new Validity(clock.millis(), clock.millis(), clock.millis() + 86_400_000));
    }

    private byte[] made(Forgery forgery) {
        byte[] honest = attacker.copy(key).value();
        return switch (forgery) {
            case UNDER_ANOTHER_KEY -> Attacker.forged(key, admin());
            case UNSEALED -> firstFormat();
            case OF_ANOTHER_SESSION -> attacker.copy(TestKeys.key(admins)).value();
            case OF_A_ROW -> TestKeys.ROWS.encode(key, admin()).bytes();
            case FLIPPED -> flipped(honest);
            case CUT -> Arrays.copyOf(honest, honest.length - 1);
            case LONGER -> Arrays.copyOf(honest, honest.length + 1);
            case FEW_BYTES -> new byte[] {1, 2, 3};
        };
    }

    private byte[] firstFormat() {
        byte[] bytes = Attacker.forged(key, admin());
        bytes[2] = 1;
        return bytes;
    }

    private static byte[] flipped(byte[] honest) {
        byte[] bytes = honest.clone();
        bytes[bytes.length / 2] ^= 4;
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void onOneNodeTheHonestCopyCountsAndTheNextChangeIsOnBoth(Forgery forgery) {
        for (int place = 0; place < 2; place++) {
            byte[] forged = made(forgery);
            attacker.plant(one.owner(id, place), key, forged, Attacker.LONG);
            OpenSession session = two.found(id);
            assertThat(session.attributes().get("user")).isEqualTo("ada");
            assertThat(session.base().attributes()).doesNotContainKey(LOGIN);
            session.attributes().set("n", place);
            session.save();
            byte[] honest = attacker.copy(key).value();
            assertThat(honest).isNotEqualTo(forged);
            assertThat(attacker.dump(key).values())
                    .hasSize(2)
                    .allSatisfy(item -> assertThat(item.value()).isEqualTo(honest));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onANodeThatIsNoOwnerItCountsForNothing(Forgery forgery) {
        attacker.plant(one.owner(id, 2), key, made(forgery), Attacker.LONG);
        assertThat(get(two, id, "user")).isEqualTo("ada");
        attacker.delete(one.owner(id, 0), key);
        OpenSession session = two.found(id);
        assertThat(session.attributes().get("user")).isEqualTo("ada");
        assertThat(session.base().attributes()).doesNotContainKey(LOGIN);
    }

    @ParameterizedTest
    @EnumSource
    void onAllNodesThereIsNoSessionAndItIsNotEnded(Forgery forgery) {
        byte[] forged = made(forgery);
        nodes.forEach(node -> attacker.plant(node, key, forged, Attacker.LONG));
        assertThat(one.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        one.runBackground();
        assertThat(attacker.dump(key).values())
                .allSatisfy(item -> assertThat(item.value()).isEqualTo(forged));
    }

    @ParameterizedTest
    @EnumSource
    void onBothOwnersThereIsNoSessionAndItIsNotEnded(Forgery forgery) {
        byte[] forged = made(forgery);
        attacker.plant(one.owner(id, 0), key, forged, Attacker.LONG);
        attacker.plant(one.owner(id, 1), key, forged, Attacker.LONG);
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        assertThat(one.owner(id, 2).holds(key)).isInstanceOf(NodeReply.Miss.class);
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoCopyAnyMoreGarbageOnOneNodeLocksNobodyOut(Forgery forgery) {
        byte[] forged = made(forgery);
        nodes.forEach(node -> attacker.delete(node, key));
        attacker.plant(one.owner(id, 1), key, forged, Attacker.LONG);
        assertThat(two.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void aSaveUnderWayWhoseCopiesAreReplacedByForgeriesKeepsNothingOfThem() {
        OpenSession session = two.found(id);
        session.attributes().set("cart", "full");
        byte[] forged = made(Forgery.UNDER_ANOTHER_KEY);
        nodes.forEach(node -> attacker.plant(node, key, forged, Attacker.LONG));
        session.save();
        OpenSession saved = one.found(id);
        assertThat(saved.attributes().get("user")).isEqualTo("ada");
        assertThat(saved.attributes().get("cart")).isEqualTo("full");
        assertThat(saved.base().attributes()).doesNotContainKey(LOGIN);
    }

    @Test
    void flagsOfTheNewestStateDoNotMakeAnOldOneNew() {
        Attacker.Item old = attacker.copy(key);
        set(one, id, "user", "grace");
        int newest = attacker.copy(key).flags();
        attacker.plant(one.owner(id, 0).node().name(), key, new Attacker.Item(old.value(), newest), Attacker.LONG);
        assertThat(get(two, id, "user")).isEqualTo("grace");
    }

    @Test
    void theStampsOfAForgeryAreNotObserved() {
        attacker.plant(one.owner(id, 0), key, made(Forgery.UNDER_ANOTHER_KEY), Attacker.LONG);
        two.found(id).save();
        Stamp next = two.stamps.next();
        assertThat(next.wallMillis()).isEqualTo(clock.millis());
    }
}
