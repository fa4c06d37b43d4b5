package io.holdfast.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.session.RecordCodec.Encoded;
import io.holdfast.session.RecordUnreadableException.Reason;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordCodecTest {

    private static final String KEY = "hf:key";

    /** If one of these must change, so must the format version: older and newer servers share nodes for a while. */
    private static final String GOLDEN_LIVE = "4846010000000053e0b1924a4c00000000000003e8000007080000000000000001"
            + "0000000100000002" + "00000006613a63617274" + "500000000000000007000000010000000454657374"
            + "00000006613a75736572" + "52000000000000000900000002";

    private static final String GOLDEN_COUNTED = "4846010000000035f2b134a8" + "43" + "00000001"
            + "00000002" + "00000007" + "00000005" + "00000000000007d0"
            + "00000000000003e8000007080000000000000001" + "00000001" + "00000000";

    private static final String GOLDEN_TOMBSTONE =
            "4846010000000011d9466a26" + "54" + "000000000000000900000002" + "00000000";

    private static final String GOLDEN_MOVED =
            "484601000000001bdca3baef" + "4d" + "000000000000000900000002" + "00000001" + "0000000668663a6e6577";

    @Provide
    Arbitrary<SessionRecord> records() {
        return Records.records();
    }

    @Property
    void aRecordIsReadBackAsItWasWritten(@ForAll("records") SessionRecord record) throws Exception {
        Encoded encoded = RecordCodec.encode(KEY, record);
        assertThat(RecordCodec.decode(KEY, encoded.bytes())).isEqualTo(record);
        assertThat(RecordCodec.digestOf(encoded.bytes())).isEqualTo(encoded.digest());
    }

    @Property(tries = 100)
    void equalRecordsHaveEqualBytes(@ForAll("records") SessionRecord a, @ForAll("records") SessionRecord b) {
        byte[] one = RecordCodec.encode(KEY, SessionMerge.merge(a, b)).bytes();
        byte[] other = RecordCodec.encode(KEY, SessionMerge.merge(b, a)).bytes();
        assertThat(one).isEqualTo(other);
    }

    @Example
    void theBytesOfALiveRecordAreTheFormatsFirstVersion() throws Exception {
        SessionRecord record = Records.live(
                Map.of("a:cart", Records.present(7, "Test"), "a:user", new StoredValue.Removed(new Stamp(9, 2))));
        assertGolden(GOLDEN_LIVE, record);
    }

    @Example
    void theBytesOfALiveRecordWhoseChangesAreCountedAreTheFormatsFirstVersion() throws Exception {
        ChangeCount.Writer writer = new ChangeCount.Writer(7, 5, 2_000);
        assertGolden(GOLDEN_COUNTED, Records.live(Map.of()).with(new ChangeCount(new TreeMap<>(Map.of(2, writer)))));
    }

    @Example
    void theBytesOfATombstoneAreTheFormatsFirstVersion() throws Exception {
        assertGolden(GOLDEN_TOMBSTONE, Tombstone.ofEnd(new Stamp(9, 2)));
    }

    @Example
    void theBytesOfAMovedSessionsTombstoneAreTheFormatsFirstVersion() throws Exception {
        assertGolden(GOLDEN_MOVED, Tombstone.ofMove(new Stamp(9, 2), "hf:new"));
    }

    private static void assertGolden(String golden, SessionRecord record) throws Exception {
        assertThat(HexFormat.of().formatHex(RecordCodec.encode(KEY, record).bytes()))
                .isEqualTo(golden);
        assertThat(RecordCodec.decode(KEY, HexFormat.of().parseHex(golden))).isEqualTo(record);
    }

    @Property(tries = 30)
    void everyBitFlipIsRefused(@ForAll("records") SessionRecord record) {
        byte[] bytes = RecordCodec.encode(KEY, record).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> RecordCodec.decode(KEY, flipped)).isInstanceOf(RecordUnreadableException.class);
        }
    }

    @Property(tries = 30)
    void everyTruncationAndEveryTailIsRefused(@ForAll("records") SessionRecord record) {
        byte[] bytes = RecordCodec.encode(KEY, record).bytes();
        for (int length = 0; length < bytes.length + 3; length++) {
            if (length != bytes.length) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> RecordCodec.decode(KEY, cut)).isInstanceOf(RecordUnreadableException.class);
            }
        }
    }

    @Property
    void arbitraryBytesAreRefused(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> RecordCodec.decode(KEY, bytes)).isInstanceOf(RecordUnreadableException.class);
    }

    @Example
    void theReasonOfARefusalIsTold() {
        byte[] good = RecordCodec.encode(KEY, Tombstone.ofEnd(Stamp.ZERO)).bytes();
        assertThat(reason(KEY, with(good, 0, 'X'))).isEqualTo(Reason.NOT_A_RECORD);
        assertThat(reason(KEY, with(good, 2, 2))).isEqualTo(Reason.NEWER_FORMAT);
        assertThat(reason(KEY, with(good, 3, 1))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(reason(KEY, Arrays.copyOf(good, good.length - 1))).isEqualTo(Reason.WRONG_LENGTH);
        assertThat(reason(KEY, with(good, 20, 99))).isEqualTo(Reason.WRONG_CHECKSUM);
        assertThat(reason("hf:another", good)).isEqualTo(Reason.WRONG_CHECKSUM);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static Reason reason(String key, byte[] bytes) {
        try {
            RecordCodec.decode(key, bytes);
            throw new AssertionError("was not refused");
        } catch (RecordUnreadableException e) {
            return e.reason();
        }
    }
}
