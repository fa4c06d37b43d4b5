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
        AesGcm.seal(key(one), one.bytes("IV"), one.bytes("AAD"), body, out, 0);
        return out;
    }

    private static byte[] open(Case one) throws AEADBadTagException {
        byte[] sealed = concat(one.bytes("CT"), one.bytes("Tag"));
        return AesGcm.open(key(one), one.bytes("IV"), one.bytes("AAD"), sealed, 0);
    }

    private static SecretKeySpec key(Case one) {
        return new SecretKeySpec(one.bytes("Key"), "AES");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
