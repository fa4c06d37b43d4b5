package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysetTest {

    @Test
    void refusesToHoldNoKey() {
        assertThatThrownBy(() -> new Keyset(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a keyset without a key");
    }

    @Test
    void refusesTwoKeysOfOneFingerprint() {
        assertThatThrownBy(() -> new Keyset(List.of(Keys.of(1), Keys.of(2), Keys.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two keys of one fingerprint");
    }

    @Test
    void keepsItsKeysAsTheyWere() {
        List<MasterKey> keys = new ArrayList<>(List.of(Keys.of(1), Keys.of(2)));
        Keyset keyset = new Keyset(keys);
        keys.clear();
        assertThat(keyset.keys()).containsExactly(Keys.of(1), Keys.of(2));
        assertThat(keyset.primary()).isEqualTo(Keys.of(1));
    }
}
