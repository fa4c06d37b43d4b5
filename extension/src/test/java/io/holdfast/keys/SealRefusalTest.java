package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.keys.NotAuthenticException.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SealRefusalTest {

    private static final String PLACE = "hf:key";
    private static final byte[] TEST = {'T', 'e', 's', 't'};

    /** Version 3 under the golden key, of a body that only it understands; made as the golden bytes were. */
    private static final String NEWER =
            "48460300" + "35f710f7" + "00000000" + "e4002997745a8877" + "00".repeat(SealHeader.SYNTHETIC_BYTES + 16);

    private final Seal seal = new Seal(Keys.chain(Keys.golden(), Keys.of(2)), Purpose.NODE);
    private final byte[] good = seal.seal(PLACE, TEST);

    @Property(tries = 30)
    void everyBitFlipIsRefusedAndToldByWhereItIs(@ForAll @Size(max = 200) byte[] body) {
        byte[] sealed = seal.seal(PLACE, body);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(refusalOf(flipped)).as("bit %s", bit).isIn(reasonsAt(bit / 8));
        }
    }

    /**
     * A version that is flipped may be an earlier one or a later; a fingerprint nobody's; all else is under the tag.
     */
    private static Set<Reason> reasonsAt(int position) {
        if (position < SealHeader.VERSION_AT) {
            return EnumSet.of(Reason.NOT_SEALED);
        }
        if (position == SealHeader.VERSION_AT) {
            return EnumSet.of(Reason.NOT_SEALED, Reason.FORGED);
        }
        boolean inFingerprint = position >= SealHeader.FINGERPRINT_AT && position < SealHeader.LENGTH_AT;
        return EnumSet.of(inFingerprint ? Reason.UNKNOWN_KEY : Reason.FORGED);
    }

    @Property(tries = 30)
    void everyTruncationAndEveryTailIsRefused(@ForAll @Size(max = 200) byte[] body) {
        byte[] sealed = seal.seal(PLACE, body);
        for (int length = 0; length < sealed.length + 20; length++) {
            if (length != sealed.length) {
                assertThat(refusalOf(Arrays.copyOf(sealed, length)))
                        .as("%s bytes of %s", length, sealed.length)
                        .isEqualTo(length < Seal.OVERHEAD ? Reason.NOT_SEALED : Reason.FORGED);
            }
        }
    }

    @Property
    void arbitraryBytesAreRefused(@ForAll @Size(max = 100) byte[] bytes) {
        assertThat(refusalOf(bytes)).isIn(Reason.NOT_SEALED, Reason.UNKNOWN_KEY);
    }

    @Property
    void arbitraryBytesBehindAKnownFingerprintAreForged(@ForAll @Size(min = 44, max = 100) byte[] bytes) {
        byte[] junk = Arrays.copyOf(good, SealHeader.LENGTH_AT + bytes.length);
        System.arraycopy(bytes, 0, junk, SealHeader.LENGTH_AT, bytes.length);
        assertThat(refusalOf(junk)).isEqualTo(Reason.FORGED);
    }

    @Example
    void anotherSessionsBytesAreForged() {
        assertThat(refusalOf(seal.seal("hf:another", TEST))).isEqualTo(Reason.FORGED);
    }

    @Example
    void aRowIsNoCopyAndACopyNoRow() {
        Seal rows = new Seal(Keys.chain(Keys.golden()), Purpose.ROW);
        assertThat(refusalOf(rows.seal(PLACE, TEST))).isEqualTo(Reason.FORGED);
        assertThat(refusal(rows, good)).contains(Reason.FORGED);
    }

    @Example
    void anotherApplicationsBytesAreForgedThoughItHasTheSameKey() {
        Seal another = new Seal(Keys.chain("/another", Keys.golden()), Purpose.NODE);
        assertThat(refusalOf(another.seal(PLACE, TEST))).isEqualTo(Reason.FORGED);
    }

    @Example
    void theFingerprintOfAnotherKeyOfOursOpensNothing() {
        byte[] swapped = new Seal(Keys.chain(Keys.of(2)), Purpose.NODE).seal(PLACE, TEST);
        System.arraycopy(good, SealHeader.FINGERPRINT_AT, swapped, SealHeader.FINGERPRINT_AT, Integer.BYTES);
        assertThat(refusalOf(swapped)).isEqualTo(Reason.FORGED);
    }

    @Example
    void bytesUnderAKeyThatIsNotKnownAreToldByItsFingerprint() {
        byte[] foreign = new Seal(Keys.chain(Keys.of(3)), Purpose.NODE).seal(PLACE, TEST);
        NotAuthenticException refusal = caught(seal, foreign).orElseThrow();
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(refusal.fingerprint()).isEqualTo(Keys.of(3).fingerprint());
    }

    @Example
    void anEarlierFormatIsNotSealedWhateverFollows() {
        assertThat(refusalOf(with(good, SealHeader.VERSION_AT, 1))).isEqualTo(Reason.NOT_SEALED);
        assertThat(refusalOf(with(good, SealHeader.VERSION_AT, 0))).isEqualTo(Reason.NOT_SEALED);
        assertThat(refusalOf(Arrays.copyOf(good, 2))).isEqualTo(Reason.NOT_SEALED);
    }

    @Example
    void aNewerFormatIsOneOnlyIfAKeyOfOursVouchesForItsHeader() {
        byte[] newer = HexFormat.of().parseHex(NEWER);
        assertThat(refusalOf(newer)).isEqualTo(Reason.NEWER_FORMAT);
        assertThat(refusalOf(Arrays.copyOf(newer, 500))).isEqualTo(Reason.NEWER_FORMAT);
        assertThat(refusalOf(with(newer, SealHeader.VERSION_AT, 4))).isEqualTo(Reason.FORGED);
        assertThat(refusalOf(with(newer, SealHeader.MAC_AT, 0))).isEqualTo(Reason.FORGED);
        assertThat(refusal(new Seal(Keys.chain(Keys.golden()), Purpose.ROW), newer))
                .contains(Reason.FORGED);
    }

    @Example
    void aRefusalSaysNothingOfKeysAndBytes() {
        NotAuthenticException refusal =
                caught(seal, with(good, SealHeader.BYTES, 0)).orElseThrow();
        assertThat(refusal).hasMessage("not authentic: FORGED").hasNoCause();
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private Reason refusalOf(byte[] sealed) {
        return refusal(seal, sealed).orElseThrow(() -> new AssertionError("was not refused"));
    }

    private static Optional<Reason> refusal(Seal seal, byte[] sealed) {
        return caught(seal, sealed).map(NotAuthenticException::reason);
    }

    private static Optional<NotAuthenticException> caught(Seal seal, byte[] sealed) {
        try {
            seal.open(PLACE, sealed);
            return Optional.empty();
        } catch (NotAuthenticException e) {
            return Optional.of(e);
        }
    }
}
