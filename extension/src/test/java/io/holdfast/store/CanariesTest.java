package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeRequest.Put;
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

/** What servers learn of each other's keys, and what those teach them that can merely write to the nodes. */
class CanariesTest extends CanaryFixture {

    @Test
    void theFirstServerHasNothingToTell() {
        assertThat(new Server(OURS).looked().looked().news).isEmpty();
    }

    @Test
    void serversWithTheSameKeysAreSilentButThatThereIsAnother() {
        Server first = new Server(OURS, NEXT).looked();
        Server second = new Server(OURS, NEXT).looked().looked();
        assertThat(first.looked().news).isEmpty();
        assertThat(second.news).containsExactly("neighbours");
        assertThat(second.canaries.lackingSinceMillis()).isZero();
    }

    @Test
    void theOrderOfKeysIsNoDifference() {
        Server first = new Server(OURS, NEXT).looked();
        Server second = new Server(NEXT, OURS).looked().looked();
        first.looked();
        assertThat(second.news).doesNotContain("lacking", "forged a");
        assertThat(first.canaries.lackingSinceMillis()).isZero();
        assertThat(second.canaries.lackingSinceMillis()).isZero();
    }

    @Test
    void serversWithOtherKeysAreStrangersAndAreToldOfOnceForEachNode() {
        Server first = new Server(OURS).looked();
        Server second = new Server(THEIRS).looked().looked();
        assertThat(second.news).containsExactlyInAnyOrder("strangers a", "strangers b", "strangers c", "neighbours");
        assertThat(first.looked().news).isEmpty();
        assertThat(second.canaries.lackingSinceMillis()).isZero();
    }

    @Test
    void aServerThatLacksAKeyIsToldOnceAndSinceWhenItMeetsWhatIsSealedUnderIt() {
        Server lacking = new Server(OURS).looked();
        clock.advance(Duration.ofSeconds(60));
        Server ahead = new Server(OURS, NEXT).looked();
        lacking.looked().looked();
        assertThat(lacking.news).containsExactly("lacking " + MasterKey.shown(NEXT.fingerprint()));
        assertThat(lacking.canaries.lackingSinceMillis()).isZero();
        assertThat(lacking.canaries.isNobodys(NEXT.fingerprint())).isFalse();
        long met = clock.millis();
        clock.advance(Duration.ofSeconds(60));
        assertThat(lacking.canaries.isNobodys(NEXT.fingerprint())).isFalse();
        assertThat(lacking.canaries.lackingSinceMillis()).isEqualTo(met);
        assertThat(ahead.looked().canaries.lackingSinceMillis()).isZero();
        lacking.canaries.announce(new Keyset(List.of(OURS, NEXT)));
        assertThat(lacking.canaries.lackingSinceMillis()).isZero();
    }

    @Test
    void aServerWhoseKeyWasTakenAwayLacksNothingThoughOthersStillNameIt() {
        Server server = new Server(NEXT, OURS).looked();
        new Server(NEXT, OURS).looked();
        server.canaries.announce(new Keyset(List.of(NEXT)));
        clock.advance(Duration.ofMinutes(5));
        assertThat(server.looked().canaries.lackingSinceMillis()).isZero();
    }

    @Test
    void aKeyThatNobodyNamesAnyMoreIsLackingNoLonger() {
        new Server(OURS, NEXT).looked();
        Server lacking = new Server(OURS).looked();
        assertThat(lacking.canaries.isNobodys(NEXT.fingerprint())).isFalse();
        assertThat(lacking.canaries.lackingSinceMillis()).isPositive();
        clock.advance(Duration.ofDays(1));
        lacking.looked().looked();
        assertThat(lacking.canaries.lackingSinceMillis()).isZero();
        lacking.canaries.isNobodys(NEXT.fingerprint());
        assertThat(lacking.looked().canaries.isNobodys(NEXT.fingerprint())).isTrue();
    }

    @Test
    void keysAreAnnouncedToTheNodesBeforeTheFirstSeal() {
        Server other = new Server(OURS).looked();
        Server server = new Server(OURS).looked();
        server.canaries.announce(new Keyset(List.of(NEXT, OURS)));
        other.looked();
        assertThat(other.news).contains("lacking " + MasterKey.shown(NEXT.fingerprint()));
    }

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
    void aKeyThatThisServerHadAndDroppedIsNotToldOfAsLacking() {
        Server server = new Server(OURS).looked();
        server.canaries.announce(new Keyset(List.of(OURS, NEXT)));
        server.canaries.announce(new Keyset(List.of(NEXT, OURS)));
        server.canaries.announce(new Keyset(List.of(NEXT)));
        server.looked();
        assertThat(server.news).isEmpty();
        assertThat(server.canaries.lackingSinceMillis()).isZero();
        assertThat(server.canaries.isNobodys(OURS.fingerprint())).isFalse();
    }

    @Test
    void aKeyThatWasDroppedIsNamedNoLongerAfterADay() {
        Server server = new Server(OURS, NEXT).looked();
        server.canaries.announce(new Keyset(List.of(OURS)));
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        server.looked();
        assertThat(new Server(OURS).looked().canaries.lackingSinceMillis()).isZero();
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
    void equalKeysWriteNothingASecondTime() {
        new Server(OURS, NEXT).looked();
        Server second = new Server(OURS, NEXT).looked().looked();
        assertThat(second.views.stream().flatMap(view -> view.received().stream()))
                .noneMatch(Put.class::isInstance);
    }
}
