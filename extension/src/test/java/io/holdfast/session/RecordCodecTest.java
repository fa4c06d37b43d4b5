package io.holdfast.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.keys.MasterKey;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec.Encoded;
import io.holdfast.session.RecordUnreadableException.Reason;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.testing.TestKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordCodecTest {

    private static final String KEY = Records.key("key");

    private static final RecordCodec CODEC = TestKeys.NODES;

    /** If one of these must change, so must the format version: older and newer servers share nodes for a while. */
    private static final String GOLDEN_LIVE =
            "48460200f1a6014f0000006f2420a6c0ad452e0aa404020ead3fa4ec6d42b713274dcc0aef8bc064"
                    + "ae24366041977d5764eb300d9a8b9178ae0425f227fb03fbd2bd98d41b12d84b1e7cb3c6090ea296"
                    + "3e18ed6fa0f6a33bcf0ce163718684488acc39430c0e9113b81a977718762f3ba097826a4ee36173"
                    + "bf3a3669c51249185a6577cbde141e5fe049dcf95536ce840a6ea332c07bff1466619605920d1784"
                    + "d5130a";

    private static final String GOLDEN_COUNTED =
            "48460200f1a6014f0000004d5199d23b3d3be1aba732d10840576609cf0ff494e7b66cf8a92bb8f7"
                    + "7b92080047e9c4e6dfb09ff9c519592b345fdb5a81ee06e2a8dd5792419bb38d54934df022978c50"
                    + "1a17dcb83eb215eef2505c99853af5a0f00bb30f0d5f57c3f379dc262d9e86d9bd3dbc698954dcc1"
                    + "7028415f5899ebef21";

    private static final String GOLDEN_TOMBSTONE =
            "48460200f1a6014f00000019891943b1b9267d0b42cae9fac441ca40888df98e7d0909a84129c581"
                    + "25d73a9e60600272b9a7b8ca04b356cb277e927d16473c882df4d5b47240733c4638567b98";

    private static final String GOLDEN_MOVED =
            "48460200f1a6014f0000004082fd9aabe42d514010283b2c68bc9328fc514d86375c539f3befaf42"
                    + "ba55e0bea5164e77d5bfe195abf1a0c134eee7c4dab0cc248e3322359305fa4d2906fdba78a8a4d5"
                    + "cae45ddb1dcff286586e405548edb5417e1b37e406ad7738d31bf0468ef555292c475598";

    @Provide
    Arbitrary<SessionRecord> records() {
        return Records.records();
    }

    @Property
    void theSizeOfARecordIsKnownBeforeItIsWrittenWhereItsNamesAreAscii(@ForAll("lives") SessionRecord.Live live) {
        boolean isAscii = live.attributes().keySet().stream()
                .allMatch(name -> name.chars().allMatch(c -> c < 128));
        if (isAscii) {
            assertThat(RecordBody.encode(live)).hasSize(RecordBody.likelySize(live));
        }
    }

    @Provide
    Arbitrary<SessionRecord.Live> lives() {
        return Records.lives();
    }

    @Property
    void aRecordIsReadBackAsItWasWritten(@ForAll("records") SessionRecord record) throws Exception {
        Encoded encoded = CODEC.encode(KEY, record);
        assertThat(CODEC.decode(KEY, encoded.bytes())).isEqualTo(record);
        assertThat(Seal.digestOf(encoded.bytes())).isEqualTo(encoded.digest());
    }

    @Property(tries = 100)
    void equalRecordsHaveEqualBytes(@ForAll("records") SessionRecord a, @ForAll("records") SessionRecord b) {
        byte[] one = CODEC.encode(KEY, SessionMerge.merge(a, b)).bytes();
        byte[] other = CODEC.encode(KEY, SessionMerge.merge(b, a)).bytes();
        assertThat(one).isEqualTo(other);
    }

    @Example
    void theBytesOfALiveRecordAreTheFormatsSecondVersion() throws Exception {
        SessionRecord record = Records.live(
                Map.of("a:cart", Records.present(7, "Test"), "a:user", new StoredValue.Removed(new Stamp(9, 2))));
        assertGolden(GOLDEN_LIVE, record);
    }

    @Example
    void theBytesOfALiveRecordWhoseChangesAreCountedAreTheFormatsSecondVersion() throws Exception {
        ChangeCount.Writer writer = new ChangeCount.Writer(7, 5, 2_000);
        assertGolden(GOLDEN_COUNTED, Records.live(Map.of()).with(new ChangeCount(new TreeMap<>(Map.of(2, writer)))));
    }

    @Example
    void theBytesOfATombstoneAreTheFormatsSecondVersion() throws Exception {
        assertGolden(GOLDEN_TOMBSTONE, Tombstone.ofEnd(new Stamp(9, 2)));
    }

    @Example
    void theBytesOfAMovedSessionsTombstoneAreTheFormatsSecondVersion() throws Exception {
        assertGolden(GOLDEN_MOVED, Tombstone.ofMove(new Stamp(9, 2), Records.key("new")));
    }

    private static void assertGolden(String golden, SessionRecord record) throws Exception {
        assertThat(HexFormat.of().formatHex(CODEC.encode(KEY, record).bytes())).isEqualTo(golden);
        assertThat(CODEC.decode(KEY, HexFormat.of().parseHex(golden))).isEqualTo(record);
    }

    @Property(tries = 30)
    void everyBitFlipIsRefused(@ForAll("records") SessionRecord record) {
        byte[] bytes = CODEC.encode(KEY, record).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> CODEC.decode(KEY, flipped)).isInstanceOf(RecordUnreadableException.class);
        }
    }

    @Property(tries = 30)
    void everyTruncationAndEveryTailIsRefused(@ForAll("records") SessionRecord record) {
        byte[] bytes = CODEC.encode(KEY, record).bytes();
        for (int length = 0; length < bytes.length + 3; length++) {
            if (length != bytes.length) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> CODEC.decode(KEY, cut)).isInstanceOf(RecordUnreadableException.class);
            }
        }
    }

    @Property
    void arbitraryBytesAreRefused(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> CODEC.decode(KEY, bytes)).isInstanceOf(RecordUnreadableException.class);
    }

    @Example
    void theReasonOfARefusalIsTold() {
        byte[] good = CODEC.encode(KEY, Tombstone.ofEnd(Stamp.ZERO)).bytes();
        assertThat(reason(KEY, with(good, 0, 'X'))).isEqualTo(Reason.NOT_A_RECORD);
        assertThat(reason(KEY, with(good, 2, 1))).isEqualTo(Reason.NOT_A_RECORD);
        assertThat(reason(KEY, with(good, 2, 3))).isEqualTo(Reason.FORGED);
        assertThat(reason(KEY, with(good, 4, 1))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(reason(KEY, Arrays.copyOf(good, good.length - 1))).isEqualTo(Reason.FORGED);
        assertThat(reason(KEY, with(good, 40, 99))).isEqualTo(Reason.FORGED);
        assertThat(reason(Records.key("another"), good)).isEqualTo(Reason.FORGED);
    }

    @Example
    void theRecordOfARowIsNoneOfANodeAndTheOtherWayRound() {
        SessionRecord record = Records.live(Map.of());
        byte[] row = TestKeys.ROWS.encode(KEY, record).bytes();
        byte[] copy = CODEC.encode(KEY, record).bytes();
        assertThat(reason(KEY, row)).isEqualTo(Reason.FORGED);
        assertThatThrownBy(() -> TestKeys.ROWS.decode(KEY, copy)).isInstanceOf(RecordUnreadableException.class);
    }

    @Example
    void aRecordThatHasNotChangedKeepsItsBytesWhileKeysAreRotated() throws Exception {
        MasterKey former = TestKeys.key("k1", 1);
        MasterKey present = TestKeys.key("k2", 2);
        RecordCodec rotated = new RecordCodec(new Seal(TestKeys.chain("test", present, former), Purpose.NODE));
        Encoded before = CODEC.encode(KEY, Records.live(Map.of()));
        assertThat(before.fingerprint()).isEqualTo(former.fingerprint());
        assertThat(rotated.decode(KEY, before.bytes())).isEqualTo(Records.live(Map.of()));
        assertThat(rotated.encodeUnder(before.fingerprint(), KEY, Records.live(Map.of()))
                        .bytes())
                .isEqualTo(before.bytes());
        assertThat(rotated.encode(KEY, Records.live(Map.of())).fingerprint()).isEqualTo(present.fingerprint());
    }

    @Example
    void tooManySuccessorsAndWhatIsNoKeyAreRefused() {
        TreeSet<String> many = new TreeSet<>();
        for (int i = 0; i < 65; i++) {
            many.add(Records.key("n" + i));
        }
        byte[] tooMany =
                CODEC.encode(KEY, new Tombstone(Stamp.ZERO, true, many, 0)).bytes();
        byte[] noKey = CODEC.encode(KEY, Tombstone.ofMove(Stamp.ZERO, "no key\r\nflush_all"))
                .bytes();
        assertThat(reason(KEY, tooMany)).isEqualTo(Reason.MALFORMED);
        assertThat(reason(KEY, noKey)).isEqualTo(Reason.MALFORMED);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static Reason reason(String key, byte[] bytes) {
        try {
            CODEC.decode(key, bytes);
            throw new AssertionError("was not refused");
        } catch (RecordUnreadableException e) {
            return e.reason();
        }
    }
}
