package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever reads and writes the archive's table, and has no key, can cause the loss of sessions and nothing more. */
public abstract class TableAttackContract extends AttackedTable {

    private static final Duration NOT_BELIEVED = Duration.ofHours(1);

    @Test
    void anHonestRowIsBelieved() {
        assertThat(afterLossOfAllNodes().found(id).attributes().get("user")).isEqualTo("ada lovelace");
    }

    @Test
    void noColumnTellsWhatIsStoredNorWho() throws SQLException {
        try (Connection connection = source().getConnection();
                ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM holdfast_session")) {
            int sessions = 0;
            while (rows.next()) {
                sessions++;
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    byte[] bytes = rows.getObject(column) instanceof byte[] some
                            ? some
                            : rows.getString(column).getBytes(StandardCharsets.UTF_8);
                    Telling.assertNothingOf(bytes, List.of(id, admins), List.of("user", "ada lovelace", "root"));
                }
            }
            assertThat(sessions).isEqualTo(2);
        }
    }

    @Test
    void aRowOfAnotherUserIsNotMine() {
        setRow(id, row(admins));
        isLost(afterLossOfAllNodes());
    }

    @Test
    void aCopyOfANodeIsNoRow() {
        setRow(id, attacker.copy(TestKeys.key(id)).value());
        isLost(afterLossOfAllNodes());
    }

    @Test
    void whatWasChangedOrCutOrMadeUpIsNoRow() {
        byte[] honest = row(id);
        for (byte[] forged : List.of(flipped(honest), Arrays.copyOf(honest, honest.length - 1), new byte[] {1})) {
            setRow(id, forged);
            isLost(afterLossOfAllNodes());
        }
    }

    @Test
    void aRowUnderAKeyThatNoServerHasIsNoRow() {
        setRow(id, Attacker.forged(TestKeys.key(id), server.found(id).base()));
        isLost(afterLossOfAllNodes());
    }

    @Test
    void aRowUnderAKeyThatAnotherServerMayHaveLogsNobodyOut() {
        setRow(id, Attacker.forged(TestKeys.key(id), server.found(id).base()));
        nodes.forEach(FakeNode::restartEmpty);
        assertThat(server(9, StrangeKeys.UNTOLD, USUAL).engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    @Test
    void aRowOnNodesIsNoCopy() {
        quiet();
        byte[] row = row(admins);
        nodes.forEach(node -> attacker.plant(node, TestKeys.key(admins), row, 1000));
        update("DELETE FROM holdfast_session");
        assertThat(server(2).engine.open(admins)).isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void aRowThatIsGivenMoreTimeIsBelievedNoLonger() {
        update("UPDATE holdfast_session SET expires_at = expires_at + 100000000");
        clock.advance(NOT_BELIEVED);
        isLost(afterLossOfAllNodes());
    }

    @Test
    void anEndedSessionIsNotAliveBecauseAColumnSaysSo() {
        server.found(id).end();
        quiet();
        update("UPDATE holdfast_session SET ended = 0");
        assertThat(afterLossOfAllNodes().engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aLivingSessionIsNotEndedByAColumn() {
        update("UPDATE holdfast_session SET ended = 1");
        assertThat(server(2).found(id).attributes().get("user")).isEqualTo("ada lovelace");
        assertThat(afterLossOfAllNodes().found(id).attributes().get("user")).isEqualTo("ada lovelace");
    }

    @Test
    void noOtherColumnLocksAnybodyOutEither() {
        update("UPDATE holdfast_session SET namespace = 'other', expires_at = 1");
        assertThat(afterLossOfAllNodes().found(id).attributes().get("user")).isEqualTo("ada lovelace");
    }

    /** Not even where the table is all that is left of the end. */
    @Test
    void aLogoutIsNotUndoneByTheTimeOfItsRow() {
        server.found(id).end();
        quiet();
        update("UPDATE holdfast_session SET expires_at = 1");
        assertThat(afterLossOfAllNodes().engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aRowFromABackupDoesNotUndoALogout() {
        byte[] backup = row(id);
        server.found(id).end();
        quiet();
        setRow(id, backup);
        update("UPDATE holdfast_session SET ended = 0");
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Dead.class);
        assertThat(server(2).engine.open(id)).isInstanceOf(OpenResult.Dead.class);
    }

    @Test
    void aRowFromABackupIsNothingOnceItsTimeIsOver() {
        byte[] backup = row(id);
        server.found(id).end();
        quiet();
        clock.advance(NOT_BELIEVED);
        setRow(id, backup);
        update("UPDATE holdfast_session SET ended = 0, expires_at = expires_at + 100000000");
        isLost(afterLossOfAllNodes());
    }

    @Test
    void anOldRowBringsNothingBackThatWasRemovedLongAgo() {
        byte[] old = row(id);
        set(null);
        for (int i = 0; i < 40; i++) {
            clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS / 4));
            setRow(id, old);
            OpenSession session = server.found(id);
            session.attributes().set("n", i);
            session.save();
            server.runBackground();
            awaitAnotherRowThan(old); // the database has its own pace, and this clock none
            assertThat(server.found(id).attributes().get("user"))
                    .as("round " + i)
                    .isNull();
        }
        assertThat(afterLossOfAllNodes().found(id).attributes().get("user")).isNull();
    }

    private void awaitAnotherRowThan(byte[] before) {
        Eventually.await("another row", Duration.ofSeconds(20), () -> !Arrays.equals(row(id), before));
    }

    private void set(String user) {
        OpenSession session = server.found(id);
        session.attributes().set("user", user);
        session.save();
    }

    /** Whoever has all nodes and not the table, and a server that asks it. */
    @Test
    void oldBytesOnAllNodesUndoNoLogoutWhereTheTableIsAsked() {
        Attacker.Item old = attacker.copy(TestKeys.key(id));
        server.found(id).end();
        quiet();
        attacker.plantOnAll(TestKeys.key(id), old, Attacker.LONG);
        assertThat(server(2, StrangeKeys.NOBODYS, USUAL.strict()).engine.open(id))
                .isInstanceOf(OpenResult.Dead.class);
    }

    /** Nothing of it reaches other sessions either. */
    @Test
    void rowsThatChangedPlacesLeadToNobody() {
        Map<SessionId, byte[]> rows = Map.of(id, row(admins), admins, row(id));
        rows.forEach(this::setRow);
        AppServer other = afterLossOfAllNodes();
        assertThat(other.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        assertThat(other.engine.open(admins)).isInstanceOf(OpenResult.Absent.class);
    }
}
