package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SealTest {

    private static final String PLACE = "hf:key";
    private static final byte[] TEST = {'T', 'e', 's', 't'};

    /**
     * If one of these must change, so must the format version: older and newer servers share nodes for a while. They
     * were computed by another implementation: Python's hmac module, and AES-GCM of its package cryptography.
     */
    private static final String GOLDEN_NODE = "48460200" + "35f710f7" + "00000004" + "42e98c051ee0ee75"
            + "5724f7a1ee91a86ac77cc28b" + "70dc8652" + "64bffb3c" + "73a0eb63b864c8a1ff307c28dc110781";

    private static final String GOLDEN_ROW = "48460200" + "35f710f7" + "00000004" + "c0491068b5bbde01"
            + "f3da970ce2d2cf2381cb3e93" + "b2e55b11" + "e0688ce7" + "20ee4a0a1d47c1a691a2cc27eb613ba6";

    private static final String GOLDEN_CANARY = "48460200" + "35f710f7" + "00000004" + "71343d8885b5ed34"
            + "29480d15742d3b650a10805e" + "9dfae144" + "1f336119" + "d3b1f4cf0ff6e217d2216181bf9b55fa";

    private static final String GOLDEN_OF_NOTHING = "48460200" + "35f710f7" + "00000000" + "31132cf91429df06"
            + "d0d2a5c6b9ed7c7dd369b173" + "e38df397" + "60c34457b591b59baced78990e51ab58";

    private static final String GOLDEN_SHA_256_OF_20_KB =
            "25c88261dc119cfc5e661bba1cb8626e8eba1dacc9187200add5862f15675973";

    private final Seal seal = new Seal(Keys.chain(Keys.of(1), Keys.of(2)), Purpose.NODE);

    @Property(tries = 200)
    void whatIsSealedOpens(@ForAll byte[] body, @ForAll Purpose purpose) throws Exception {
        Seal one = new Seal(Keys.chain(Keys.of(1)), purpose);
        byte[] sealed = one.seal(PLACE, body);
        assertThat(sealed).hasSize(body.length + Seal.OVERHEAD);
        assertThat(one.open(PLACE, sealed)).isEqualTo(body);
    }

    @Property(tries = 200)
    void equalBytesForOnePlaceAreEqualWhenSealedByAnotherServer(@ForAll byte[] body, @ForAll String place) {
        Seal another = new Seal(Keys.chain(Keys.of(1)), Purpose.NODE);
        assertThat(another.seal(place, body.clone())).isEqualTo(seal.seal(place, body));
    }

    @Property(tries = 200)
    void otherBytesHaveAnotherNonceAndAnotherDigest(@ForAll byte[] body, @ForAll byte change) {
        byte[] longer = new byte[body.length + 1];
        System.arraycopy(body, 0, longer, 0, body.length);
        byte[] other = longer.clone();
        other[body.length] = change == 0 ? 1 : change;
        byte[] one = seal.seal(PLACE, longer);
        byte[] two = seal.seal(PLACE, other);
        assertThat(synthetic(one)).isNotEqualTo(synthetic(two));
        assertThat(Seal.digestOf(one)).isNotEqualTo(Seal.digestOf(two));
    }

    private static String synthetic(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, SealHeader.SYNTHETIC_AT, SealHeader.SYNTHETIC_AT + AesGcm.NONCE_BYTES);
    }

    @Example
    void theSealedBytesAreTheFormatsSecondVersion() throws Exception {
        assertGolden(GOLDEN_NODE, Purpose.NODE, TEST);
        assertGolden(GOLDEN_ROW, Purpose.ROW, TEST);
        assertGolden(GOLDEN_CANARY, Purpose.CANARY, TEST);
        assertGolden(GOLDEN_OF_NOTHING, Purpose.NODE, new byte[0]);
    }

    @Example
    void theSealedBytesOfALongBodyAreTheFormatsSecondVersion() throws Exception {
        byte[] body = new byte[20_480];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 7 + i / 256);
        }
        byte[] sealed = new Seal(Keys.chain(Keys.golden()), Purpose.NODE).seal(PLACE, body);
        assertThat(MessageDigest.getInstance("SHA-256").digest(sealed))
                .isEqualTo(HexFormat.of().parseHex(GOLDEN_SHA_256_OF_20_KB));
    }

    private static void assertGolden(String golden, Purpose purpose, byte[] body) throws Exception {
        Seal one = new Seal(Keys.chain(Keys.golden()), purpose);
        assertThat(HexFormat.of().formatHex(one.seal(PLACE, body))).isEqualTo(golden);
        assertThat(one.open(PLACE, HexFormat.of().parseHex(golden))).isEqualTo(body);
    }

    @Example
    void fingerprintAndDigestAreReadWithoutAKey() {
        byte[] sealed = HexFormat.of().parseHex(GOLDEN_NODE);
        assertThat(Seal.fingerprintOf(sealed)).isEqualTo(Keys.golden().fingerprint());
        assertThat(Seal.digestOf(sealed)).isEqualTo(0x70dc8652);
    }

    /** A {@link javax.crypto.Cipher} that was kept would refuse the second seal: same key, same nonce. */
    @Example
    void manyThreadsThatSealTheSameAtOnceGetEqualBytes() throws Exception {
        byte[] expected = new Seal(Keys.chain(Keys.of(1)), Purpose.NODE).seal(PLACE, TEST);
        Callable<Void> sealing = () -> {
            for (int i = 0; i < 500; i++) {
                assertThat(seal.seal(PLACE, TEST)).isEqualTo(expected);
                assertThat(seal.open(PLACE, expected)).isEqualTo(TEST);
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Void>> all = threads.invokeAll(Collections.nCopies(8, sealing));
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Example
    void sealingUnderAFormerKeyKeepsTheBytes() {
        byte[] former = new Seal(Keys.chain(Keys.of(2)), Purpose.NODE).seal(PLACE, TEST);
        assertThat(seal.seal(PLACE, TEST)).isNotEqualTo(former);
        assertThat(seal.sealUnder(Seal.fingerprintOf(former), PLACE, TEST)).isEqualTo(former);
    }

    @Example
    void sealingUnderAKeyThatIsGoneTakesTheFirst() {
        assertThat(seal.sealUnder(Keys.of(3).fingerprint(), PLACE, TEST)).isEqualTo(seal.seal(PLACE, TEST));
    }
}
