package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those teach servers of keys that can merely write to the nodes. */
class CanariesUnderAttackTest extends CanaryServers {

    @Test
    void whatNobodySealedIsToldOfOnceAndWrittenOver() {
        Server server = new Server(OURS).looked();
        attacker.plant(nodes.get(1), PLACE, new byte[] {1, 2, 3}, 1000);
        attacker.plant(nodes.get(2), PLACE, flipped(attacker.copy(PLACE).value()), 1000);
        server.looked().looked();
        assertThat(server.news).containsExactlyInAnyOrder("forged b", "forged c");
        assertThat(attacker.dump(PLACE).values().stream().map(Attacker.Item::flags))
                .hasSize(3)
                .containsOnly(attacker.copy(PLACE).flags());
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[flipped.length - 1] ^= 1;
        return flipped;
    }

    @Test
    void whoHasNoKeyTeachesNobodyThatAKeyIsLacking() {
        Server server = new Server(OURS).looked();
        KeyChain his = TestKeys.chain("test", THEIRS);
        byte[] claim = new Seal(his, Purpose.CANARY)
                .seal(
                        PLACE,
                        CanaryItem.body(new CanaryItem.Content(
                                clock.millis(), CanaryItem.fingerprints(new Keyset(List.of(OURS, THEIRS))))));
        nodes.forEach(node -> attacker.plant(node, PLACE, claim, 1000));
        byte[] record =
                TestKeys.NODES.encode(PLACE, Tombstone.ofEnd(Stamp.ZERO)).bytes();
        String ofKey = CanaryItem.placeOf(PLACE, OURS);
        attacker.plant(nodes.get(0), ofKey, record, 1000);
        server.looked().looked();
        assertThat(server.canaries.lackingSinceMillis()).isZero();
        assertThat(server.news).noneMatch(news -> news.startsWith("lacking"));
    }

    @Test
    void anItemFromBeforeAKeyWasDroppedIsWrittenOverAndTeachesNothing() {
        Server unused = new Server(OURS, NEXT).looked();
        String place = CanaryItem.placeOf(PLACE, OURS);
        Attacker.Item old = attacker.copy(place);
        clock.advance(Duration.ofDays(2).plusHours(1));
        attacker.plantOnAll(place, old, Attacker.LONG);
        Server server = new Server(OURS).looked().looked();
        assertThat(server.canaries.lackingSinceMillis()).isZero();
        assertThat(attacker.dump(place).values()).noneMatch(item -> item.flags() == old.flags());
    }

    @Test
    void whatIsPutInTheWayOfWhatServersWithOneKeyTellEachOtherIsWrittenOver() {
        Server server = new Server(OURS).looked();
        Seal his = new Seal(TestKeys.chain("test", THEIRS), Purpose.CANARY);
        for (String place : List.of(PLACE, CanaryItem.placeOf(PLACE, OURS))) {
            byte[] made = his.seal(place, new byte[12]);
            nodes.forEach(node -> attacker.plant(node, place, made, Attacker.LONG));
        }
        new Server(OURS, NEXT).looked();
        server.looked();
        assertThat(server.news).contains("lacking " + MasterKey.shown(NEXT.fingerprint()));
    }

    @Test
    void inventedFingerprintsCauseOneLookAtATime() {
        Server server = new Server(OURS).looked();
        long before = server.commands();
        for (int fingerprint = 1; fingerprint <= 1_000; fingerprint++) {
            assertThat(server.canaries.isNobodys(fingerprint)).isFalse();
        }
        assertThat(server.canaries.isNobodys(1_001)).isTrue(); // else a flood of them locks out who is logged in
        server.runBackground();
        assertThat(server.commands() - before).isLessThan(30);
    }

    @Test
    void aRecordUnderAStrangeKeyLocksNobodyOutForLongerThanALook() {
        Server server = new Server(OURS).looked();
        AppServer app = new AppServer(
                1, nodes, 2, clock, SessionArchive.NONE, new Trust(TestKeys.IDS, TestKeys.NODES, server.canaries));
        SessionId id = app.store.create(session -> session.set("user", "ada"));
        String key = TestKeys.key(id);
        byte[] forged = Attacker.forged(key, Tombstone.ofEnd(Stamp.ZERO));
        nodes.forEach(node -> attacker.plant(node, key, forged, 1000));
        assertThat(app.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        server.runBackground();
        assertThat(app.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
    }
}
