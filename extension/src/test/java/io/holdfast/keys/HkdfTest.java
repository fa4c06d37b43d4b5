package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test cases for SHA-256 of RFC 5869, appendix A. */
class HkdfTest {

    private static final String TWENTY_TWO_TIMES_0B = "0b".repeat(22);

    @Test
    void aBasicCase() {
        assertDerived(
                TWENTY_TWO_TIMES_0B,
                "000102030405060708090a0b0c",
                "f0f1f2f3f4f5f6f7f8f9",
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void longerInputsAndOutputs() {
        assertDerived(
                allBytes(0x00, 0x4f),
                allBytes(0x60, 0xaf),
                allBytes(0xb0, 0xff),
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    @Test
    void withoutSaltAndInfo() {
        assertDerived(
                TWENTY_TWO_TIMES_0B,
                "",
                "",
                "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    private static void assertDerived(String keyMaterial, String salt, String info, String key, String output) {
        assertThat(Hkdf.extract(bytes(salt), bytes(keyMaterial))).asHexString().isEqualToIgnoringCase(key);
        assertThat(Hkdf.expand(bytes(key), bytes(info), output.length() / 2))
                .asHexString()
                .isEqualToIgnoringCase(output);
    }

    private static String allBytes(int from, int to) {
        StringBuilder all = new StringBuilder();
        for (int one = from; one <= to; one++) {
            all.append(HexFormat.of().toHexDigits((byte) one));
        }
        return all.toString();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
