package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.keys.Vectors.Case;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The cipher call of {@link Seal}, by published vectors; where they are from is written in the heads of the files. */
class AesGcmTest {

    private static final byte[] BODY = {1, 2, 3};
    private static final byte[] AAD = {4};

    @Test
    void passesTheVectorsOfNistForSealing() throws Exception {
        assertPassed("gcmEncryptExtIV256-96-128.rsp", 125, 0);
    }

    @Test
    void passesTheVectorsOfNistForOpening() throws Exception {
        assertPassed("gcmDecrypt256-96-128.rsp", 150, 75);
    }

    @Test
    void passesTheVectorsOfWycheproof() throws Exception {
        assertPassed("wycheproof-aes_gcm-256-96-128.rsp", 48, 27);
    }

    private static void assertPassed(String file, int all, int failing) throws IOException, AEADBadTagException {
        List<Case> cases = Vectors.in(file);
        assertThat(cases).hasSize(all);
        assertThat(cases).filteredOn(Case::fails).hasSize(failing);
        for (Case one : cases) {
            if (one.fails()) {
                assertThatThrownBy(() -> open(one)).as(one.text()).isInstanceOf(AEADBadTagException.class);
            } else {
                assertThat(open(one)).as(one.text()).isEqualTo(one.bytes("PT"));
                assertThat(sealed(one)).as(one.text()).isEqualTo(concat(one.bytes("CT"), one.bytes("Tag")));
            }
        }
    }

    private static byte[] sealed(Case one) {
        byte[] body = one.bytes("PT");
        byte[] out = new byte[body.length + AesGcm.TAG_BYTES];
        cipher(one).seal(one.bytes("IV"), one.bytes("AAD"), body, out, 0);
        return out;
    }

    private static byte[] open(Case one) throws AEADBadTagException {
        byte[] sealed = concat(one.bytes("CT"), one.bytes("Tag"));
        return cipher(one).open(one.bytes("IV"), one.bytes("AAD"), sealed, 0);
    }

    private static AesGcm cipher(Case one) {
        return new AesGcm(new SecretKeySpec(one.bytes("Key"), "AES"));
    }

    /** The JDK's cipher refuses to seal twice with one nonce, and one is kept. */
    @Test
    void sealsAndOpensTheSameAgainAndAgain() throws Exception {
        AesGcm cipher = new AesGcm(new SecretKeySpec(new byte[32], "AES"));
        byte[] first = seal(cipher, 1);
        byte[] second = seal(cipher, 2);
        assertThat(seal(cipher, 2)).isEqualTo(second);
        assertThat(seal(cipher, 2)).isEqualTo(second);
        assertThat(cipher.open(nonce(1), AAD, first, 0)).isEqualTo(BODY);
        assertThat(seal(cipher, 2)).isEqualTo(second);
        assertThat(seal(cipher, 1)).isEqualTo(first).isNotEqualTo(second);
        assertThat(cipher.open(nonce(2), AAD, second, 0)).isEqualTo(BODY);
    }

    @Test
    void sealsAndOpensAfterItRefusedAForgery() throws Exception {
        AesGcm cipher = new AesGcm(new SecretKeySpec(new byte[32], "AES"));
        byte[] sealed = seal(cipher, 1);
        byte[] forged = sealed.clone();
        forged[0]++;
        assertThatThrownBy(() -> cipher.open(nonce(1), AAD, forged, 0)).isInstanceOf(AEADBadTagException.class);
        assertThat(cipher.open(nonce(1), AAD, sealed, 0)).isEqualTo(BODY);
        assertThat(seal(cipher, 1)).isEqualTo(sealed);
    }

    private static byte[] seal(AesGcm cipher, int nonce) {
        byte[] out = new byte[BODY.length + AesGcm.TAG_BYTES];
        cipher.seal(nonce(nonce), AAD, BODY, out, 0);
        return out;
    }

    private static byte[] nonce(int number) {
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        nonce[0] = (byte) number;
        return nonce;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
