package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeReply;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is sealed under a key that is not here counts as garbage. */
class StrangeKeysTest extends CanaryFixture {

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
