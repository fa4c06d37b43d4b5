package io.holdfast.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.NewerFormat;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.StoredValue;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
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
    private final String key = TestKeys.key(id);

    private NodeReply.Hit held(int place) {
        return (NodeReply.Hit) server.owner(id, place).holds(key);
    }

    private void overwrite(int place, byte[] value) {
        int flags = value.length < Seal.OVERHEAD ? 42 : Seal.digestOf(value);
        Put put = new Put(key, value, flags, 1000, held(place).cas());
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
    void aCopyThatIsNotAuthenticIsWrittenOverByTheNextChange() {
        overwrite(0, damaged());
        OpenSession session = server.found(id);
        session.attributes().set("user", "grace");
        session.save();
        assertThat(held(0).value()).isEqualTo(held(1).value());
        assertThat(server.owner(id, 2).holds(key)).isInstanceOf(NodeReply.Miss.class);
        assertThat(server.found(id).attributes().get("user")).isEqualTo("grace");
    }

    @Test
    void aCopyThatIsNotAuthenticIsRepairedByTheNextRead() {
        byte[] good = held(0).value();
        overwrite(0, damaged());
        server.found(id).save();
        server.runBackground();
        assertThat(held(0).value()).isEqualTo(good);
    }

    @Test
    void aCopyWhoseFlagsTellOfAnotherStateIsNotBelieved() {
        Put put = new Put(key, held(0).value(), 42, 1000, held(0).cas());
        assertThat(server.owner(id, 0).send(put).join()).isInstanceOf(NodeReply.Stored.class);
        server.found(id).save();
        server.runBackground();
        assertThat(held(0).flags()).isEqualTo(held(1).flags());
        assertThat(server.store.statistics().unreadable()).isPositive();
    }

    @Test
    void withGarbageForBothCopiesThereIsNoSessionAndNoTombstone() {
        overwrite(0, new byte[] {1, 2, 3});
        overwrite(1, Arrays.copyOf(held(1).value(), 20));
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Absent.class);
        assertThat(held(0).value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(server.owner(id, 2).holds(key)).isInstanceOf(NodeReply.Miss.class);
        assertThat(server.events).isNotEmpty();
    }

    @Test
    void garbageSaysNothingWhileANodeThatMayKnowMoreIsAway() {
        overwrite(0, new byte[] {1, 2, 3});
        overwrite(1, new byte[] {1, 2, 3});
        server.owner(id, 2).fail(NodeReply.Cause.REFUSED);
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
    }

    @Test
    void theWordOfAKeyThatMayBeOursIsNotGarbage() {
        KeyChain others = TestKeys.chain("test", TestKeys.key("k9", 9));
        byte[] strange = new Seal(others, Purpose.NODE).seal(key, new byte[30]);
        overwrite(0, strange);
        overwrite(1, strange);
        assertThat(new AppServer(2, nodes, 2, clock, fingerprint -> false).engine.open(id))
                .isInstanceOf(OpenResult.Unknown.class);
        assertThat(new AppServer(3, nodes, 2, clock, fingerprint -> true).engine.open(id))
                .isInstanceOf(OpenResult.Absent.class);
    }

    @Test
    void aRecordOfANewerFormatIsLeftAsItIs() {
        byte[] newer = NewerFormat.of(TestKeys.CHAIN, Purpose.NODE, key, held(0).value());
        overwrite(0, newer);
        overwrite(1, newer);
        assertThat(server.engine.open(id)).isInstanceOf(OpenResult.Unknown.class);
        assertThat(held(0).value()).isEqualTo(newer);
        assertThat(held(1).value()).isEqualTo(newer);
    }

    private static String text(StoredValue value) {
        return value instanceof StoredValue.Present present ? new String(present.bytes(), ISO_8859_1) : "";
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
    void anAttributeThatCannotBeReadIsNullAndItsBytesSurviveOtherChanges() throws Exception {
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
        Live stored = (Live) TestKeys.NODES.decode(key, held(0).value());
        assertThat(stored.attributes().values())
                .extracting(UnreadableTest::text)
                .anyMatch(text -> text.contains("Fickle"));
        assertThat(stored.attributes().values())
                .extracting(UnreadableTest::text)
                .anyMatch(text -> text.contains("grace"));
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
