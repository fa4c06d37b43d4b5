package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

    @Test
    void showsItsNameAndItsFingerprintAndNothingElse() {
        assertThat(Keys.golden()).hasToString("golden (fingerprint 35f710f7)");
        assertThat(new Keyset(List.of(Keys.golden()))).hasToString("Keyset[keys=[golden (fingerprint 35f710f7)]]");
    }

    @Test
    void refusesAnotherLengthWithoutShowingTheBytes() {
        byte[] tooShort = new byte[31];
        Arrays.fill(tooShort, (byte) 'S');
        assertThatThrownBy(() -> new MasterKey("short", tooShort))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key of 31 bytes instead of 32");
        assertThatThrownBy(() -> new MasterKey("long", new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotChangeWithTheBytesItWasMadeOf() {
        byte[] bytes = new byte[MasterKey.BYTES];
        MasterKey key = new MasterKey("a", bytes);
        bytes[0] = 1;
        assertThat(key).isEqualTo(Keys.of(0)).isNotEqualTo(new MasterKey("a", bytes));
    }

    @Test
    void isTheSameKeyUnderAnotherName() {
        assertThat(new MasterKey("another", new byte[MasterKey.BYTES]))
                .isEqualTo(Keys.of(0))
                .hasSameHashCodeAs(Keys.of(0));
    }
}
