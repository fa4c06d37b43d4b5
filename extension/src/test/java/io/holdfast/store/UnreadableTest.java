package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.session.SessionId;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnreadableTest {

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final AppServer server = new AppServer(1, nodes, 2, clock);
    private final SessionId id = server.store.create(session -> session.set("user", "ada"));
    private final String key = new SessionKeys("test", "secret").key(id);

    private NodeReply.Hit held(int place) {
        return (NodeReply.Hit) server.owner(id, place).holds(key);
    }

    private void overwrite(int place, byte[] value) {
        Put put = new Put(key, value, 42, 1000, held(place).cas());
        assertThat(server.owner(id, place).send(put).join()).isInstanceOf(NodeReply.Stored.class);
    }

    private byte[] damaged() {
        byte[] bytes = held(0).value().clone();
        bytes[bytes.length - 1] ^= 1;
        return bytes;
    }

    @Test
    void aDamagedCopyIsNoAnswerAndTheOtherOneServes() {
        overwrite(0, damaged());
        assertThat(server.found(id).attributes().get("user")).isEqualTo("ada");
        assertThat(server.store.statistics().unreadable()).isPositive();
    }

    @Test
    void aChangeBesideAnUnreadableCopyIsStoredOnTheNextNodeAndTheUnreadableOneIsLeftAlone() {
        byte[] damaged = damaged();
        overwrite(0, damaged);
        OpenSession session = server.found(id);
        session.attributes().set("user", "grace");
        session.save();
        assertThat(held(0).value()).isEqualTo(damaged);
        assertThat(server.owner(id, 2).holds(key)).isInstanceOf(NodeReply.Hit.class);
        assertThat(server.found(id).attributes().get("user")).isEqualTo("grace");
    }

    @Test
    void withBothCopiesUnreadableItIsUnknownNeverAbsent() {
        overwrite(0, new byte[] {1, 2, 3});
        overwrite(1, Arrays.copyOf(held(1).value(), 20));
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
    }

    @Test
    void aRecordOfANewerFormatIsLeftAsItIs() {
        byte[] newer = held(0).value().clone();
        newer[2] = 9;
        overwrite(0, newer);
        overwrite(1, newer);
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(held(0).value()).isEqualTo(newer);
        assertThat(held(1).value()).isEqualTo(newer);
    }

    /** Can be read until a redeployment, so to speak. */
    private static final class Fickle implements Serializable {
        private static boolean isReadable;

        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            if (!isReadable) {
                throw new InvalidObjectException("not in this version");
            }
        }
    }

    @Test
    void anAttributeThatCannotBeReadIsNullAndItsBytesSurviveOtherChanges() {
        Fickle.isReadable = true;
        server.store.update(id, session -> {
            session.set("moody", new Fickle());
            return null;
        });
        Fickle.isReadable = false;
        OpenSession session = server.found(id);
        assertThat(session.attributes().get("moody")).isNull();
        assertThat(session.attributes().get("user")).isEqualTo("ada");
        session.attributes().set("user", "grace");
        session.save();
        assertThat(new String(held(0).value(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("UnreadableTest$Fickle")
                .contains("grace");
    }

    @Test
    void anAttributeThatCouldNotBeReadBackIsNotStoredAndNothingElseOfItsRequest() {
        assertThatThrownBy(() -> server.store.update(id, session -> {
                    session.set("user", "grace");
                    session.set("level", Map.of("log", Level.INFO));
                    return null;
                }))
                .isInstanceOf(AttributeNotSerializableException.class)
                .hasMessageContaining("\"level\"")
                .hasMessageContaining("java.util.logging.Level at Map1[0]")
                .hasMessageContaining("holdfast.allowed-classes")
                .hasMessageNotContaining(id.value());
        assertThat(server.found(id).attributes().get("user")).isEqualTo("ada");
    }
}
