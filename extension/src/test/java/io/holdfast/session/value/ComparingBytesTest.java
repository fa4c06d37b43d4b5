package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingBytesTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] written(byte[] before, String... parts) {
        ComparingBytes out = new ComparingBytes(before);
        for (String part : parts) {
            out.write(bytes("<" + part + ">"), 1, part.length());
        }
        assertThat(out.size()).isEqualTo(String.join("", parts).length());
        return out.taken();
    }

    @Test
    void theBytesOfBeforeAreTheSameArray() {
        byte[] before = bytes("as before");
        assertThat(written(before, "as", " bef", "", "ore")).isSameAs(before);
        byte[] none = {};
        assertThat(written(none)).isSameAs(none);
    }

    @ParameterizedTest
    @CsvSource({"as, now", "as before, and more", "as, ''", "xs before, ''", "as before x, ''", "'', ''", "as befor, x"
    })
    void otherBytesAreWhatWasWritten(String first, String second) {
        assertThat(written(bytes("as before"), first, second)).isEqualTo(bytes(first + second));
    }

    @Test
    void aSingleByteCountsToo() {
        byte[] before = {1, 2};
        ComparingBytes out = new ComparingBytes(before);
        out.write(1);
        out.write(2);
        assertThat(out.taken()).isSameAs(before);
        out.write(3);
        assertThat(out.taken()).containsExactly(1, 2, 3);
    }
}
