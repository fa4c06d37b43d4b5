package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers learn of each other's keys. */
class CanariesTest extends CanaryServers {

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
    void aStrangeKeyIsNobodysOnceAllNodesWereAskedAfterItWasMet() {
        Server server = new Server(OURS).looked();
        int strange = THEIRS.fingerprint();
        assertThat(server.canaries.isNobodys(strange)).isFalse();
        assertThat(server.canaries.isNobodys(strange)).isFalse();
        server.runBackground();
        assertThat(server.canaries.isNobodys(strange)).isTrue();
    }

    @Test
    void aStrangeKeyIsNotKnownToBeNobodysWhileANodeIsAway() {
        Server server = new Server(OURS).looked();
        nodes.get(2).fail(NodeReply.Cause.REFUSED);
        server.probe();
        int strange = THEIRS.fingerprint();
        assertThat(server.canaries.isNobodys(strange)).isFalse();
        server.runBackground();
        assertThat(server.canaries.isNobodys(strange)).isFalse();
        nodes.get(2).start();
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofMillis(250));
            server.probe();
        }
        server.runBackground();
        assertThat(server.canaries.isNobodys(strange)).isTrue();
    }

    @Test
    void aKeyThatAnotherServerAnnouncesInTimeIsNotTakenForNobodys() {
        Server server = new Server(OURS).looked();
        Server ahead = new Server(OURS).looked();
        ahead.canaries.announce(new Keyset(List.of(NEXT, OURS)));
        assertThat(server.canaries.isNobodys(NEXT.fingerprint())).isFalse();
        server.runBackground();
        assertThat(server.canaries.isNobodys(NEXT.fingerprint())).isFalse();
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
