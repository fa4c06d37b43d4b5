package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.it.harness.process.RawItems;
import io.holdfast.it.harness.process.RawItems.Item;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StampClock;
import io.holdfast.testing.TestKeys;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads and writes real nodes, and has no key: what he learns, and what he brings about. */
class AttackOnTheNodesIT {

    private static final int LONG = 2_000_000;
    private static final String LOGIN = "io.holdfast.login";
    private static final RecordCodec HIS =
            new RecordCodec(new Seal(TestKeys.chain("test", TestKeys.key("his", 77)), Purpose.NODE));

    private final RealNodes nodes = new RealNodes();
    private final SessionEngine engine = nodes.engine();
    private final List<RawItems> raw =
            nodes.processes().stream().map(RawItems::new).toList();
    private final SessionId id = login("ada lovelace");
    private final SessionId admins = login("root of all");
    private final String key = TestKeys.key(id);

    /** How somebody tries to have another record believed. */
    enum Forgery {
        ANOTHERS,
        FLIPPED,
        CUT,
        FIRST_FORMAT,
        UNDER_HIS_OWN_KEY,
        TOMBSTONE,
        OF_A_ROW
    }

    /** A value with a class of its own. */
    private record Basket(List<String> wares) implements Serializable {}

    private SessionId login(String user) {
        OpenSession session = engine.create();
        session.attributes().set("user", user);
        session.attributes().set("basket", new Basket(new ArrayList<>(List.of("difference engine"))));
        session.beans().set("wallet", new Basket(new ArrayList<>(List.of("gold and silver"))));
        session.conversations().set("travel", "to Turin and back");
        session.marks().set(LOGIN, new ArrayList<>(List.of(user, "administrators")));
        session.save();
        return session.id();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private List<RawItems> holders(String of) {
        return raw.stream().filter(node -> node.get(of) != null).toList();
    }

    private Item copy(String of) {
        return holders(of).get(0).get(of);
    }

    private byte[] made(Forgery forgery) throws Exception {
        byte[] honest = copy(key).value();
        byte[] anothers = copy(TestKeys.key(admins)).value();
        SessionRecord admin = TestKeys.NODES.decode(TestKeys.key(admins), anothers);
        return switch (forgery) {
            case ANOTHERS -> anothers;
            case FLIPPED ->
                changed(honest, bytes -> {
                    bytes[bytes.length / 2] ^= 1;
                    return bytes;
                });
            case CUT -> Arrays.copyOf(honest, honest.length - 7);
            case FIRST_FORMAT ->
                changed(honest, bytes -> {
                    bytes[2] = 1;
                    return bytes;
                });
            case UNDER_HIS_OWN_KEY -> HIS.encode(key, admin).bytes();
            case TOMBSTONE ->
                HIS.encode(
                                key,
                                new Tombstone(
                                        new StampClock(InstantSource.system(), 3).next(),
                                        true,
                                        new TreeSet<>(List.of(TestKeys.key(admins))),
                                        Long.MAX_VALUE))
                        .bytes();
            case OF_A_ROW -> TestKeys.ROWS.encode(key, admin).bytes();
        };
    }

    private static byte[] changed(byte[] honest, UnaryOperator<byte[]> how) {
        return how.apply(honest.clone());
    }

    private static Item item(byte[] value) {
        return new Item(value, Seal.digestOf(value));
    }

    private static OpenSession found(SessionEngine by, SessionId id) {
        return ((OpenResult.Found) by.open(id)).session();
    }

    private void assertHonest(SessionEngine by) {
        OpenSession session = found(by, id);
        assertThat(session.attributes().get("user")).isEqualTo("ada lovelace");
        assertThat(session.marks().get(LOGIN)).isEqualTo(List.of("ada lovelace", "administrators"));
        assertThat(found(by, admins).attributes().get("user")).isEqualTo("root of all");
    }

    @Test
    void noItemOnAnyNodeTellsAnIdANameAValueOrAClass() {
        List<SessionId> ids = new ArrayList<>(List.of(id, admins));
        OpenSession changed = found(engine, login("countess"));
        ids.add(changed.id());
        ids.add(changed.changeId());
        changed.save();
        OpenSession ended = found(engine, login("charles babbage"));
        ids.add(ended.id());
        ended.end();
        for (int i = 0; i < 100; i++) {
            ids.add(login("visitor number " + i));
        }
        int items = 0;
        for (RawItems node : raw) {
            for (Map.Entry<String, Item> each : node.all().entrySet()) {
                Telling.assertNothingOf(each.getKey().getBytes(StandardCharsets.UTF_8), ids, List.of("user"));
                Telling.assertNothingOf(
                        each.getValue().value(),
                        ids,
                        List.of(
                                "user",
                                "basket",
                                "wallet",
                                "travel",
                                "login",
                                "Basket",
                                "AttackOn",
                                "ada lovelace",
                                "root of all",
                                "countess",
                                "babbage",
                                "visitor",
                                "engine",
                                "gold",
                                "Turin",
                                "administrators",
                                "test"));
                items++;
            }
        }
        assertThat(items).isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutOnOneNodeLeadsToTheHonestSession(Forgery forgery) throws Exception {
        for (RawItems holder : holders(key)) {
            Item honest = copy(key);
            holder.set(key, item(made(forgery)), LONG);
            assertHonest(engine);
            assertHonest(nodes.another());
            holder.set(key, honest, LONG);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutOnAllNodesLeadsToNoSessionAndTouchesNoOther(Forgery forgery) throws Exception {
        Item forged = item(made(forgery));
        raw.forEach(node -> node.set(key, forged, LONG));
        for (SessionEngine each : List.of(engine, nodes.another())) {
            assertThat(each.open(id)).isInstanceOf(OpenResult.Absent.class);
            assertThat(found(each, admins).attributes().get("user")).isEqualTo("root of all");
        }
    }

    @Test
    void recordsThatChangedPlacesLeadToNobody() {
        Item mine = copy(key);
        Item his = copy(TestKeys.key(admins));
        raw.forEach(node -> {
            node.set(key, his, LONG);
            node.set(TestKeys.key(admins), mine, LONG);
        });
        assertThat(engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        assertThat(engine.open(admins)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void anOldStateOnOneNodeIsNotServed() {
        Item old = copy(key);
        OpenSession session = found(engine, id);
        session.attributes().set("user", "grace hopper");
        session.save();
        for (RawItems holder : holders(key)) {
            Item newest = holder.get(key);
            holder.set(key, old, LONG);
            assertThat(found(nodes.another(), id).attributes().get("user")).isEqualTo("grace hopper");
            holder.set(key, new Item(old.value(), newest.flags()), LONG);
            assertThat(found(nodes.another(), id).attributes().get("user")).isEqualTo("grace hopper");
            holder.set(key, newest, LONG);
        }
    }

    @Test
    void afterALogoutTheOldStateOnOneNodeIsEndedAgain() {
        Item old = copy(key);
        List<RawItems> owners = holders(key);
        found(engine, id).end();
        for (RawItems owner : owners) {
            owner.set(key, old, LONG);
            assertThat(nodes.another().open(id)).isInstanceOf(OpenResult.Dead.class);
        }
    }

    @Test
    void afterALogoutTheOldStateOnAllNodesBringsNothingBackWhereTheEndWasSeen() {
        Item old = copy(key);
        found(engine, id).end();
        raw.forEach(node -> node.set(key, old, LONG));
        assertThat(engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aTimeToLiveThatAllNodesNameEndsNothing() {
        for (RawItems holder : holders(key)) {
            holder.set(key, holder.get(key), 5);
        }
        assertHonest(nodes.another());
        Stream.of(1, LONG).forEach(ttl -> {
            holders(key).get(0).set(key, copy(key), ttl);
            assertHonest(nodes.another());
        });
    }

    @Test
    void aThousandInventedIdsCostTheNodesNothing() {
        long before = gets();
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = TestKeys.id().bytes();
            bytes[i % bytes.length] ^= 1;
            assertThat(engine.open(SessionId.of(bytes))).isInstanceOf(OpenResult.Absent.class);
        }
        assertThat(gets()).isEqualTo(before);
    }

    private long gets() {
        return nodes.processes().stream()
                .mapToLong(process -> process.stat("cmd_get") + process.stat("cmd_touch"))
                .sum();
    }
}
