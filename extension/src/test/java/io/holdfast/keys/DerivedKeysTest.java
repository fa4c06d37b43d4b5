package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerivedKeysTest {

    private static final byte[] RANDOM = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final String ID = "AAECAwQFBgcICQoLDA0ODw";

    private final DerivedKeys keys = Keys.chain(Keys.golden()).primary();

    /**
     * Ids and items of servers of other versions are found by these. They were computed by another implementation, with
     * Python's hmac module.
     */
    @Test
    void whatIsDerivedStaysTheSameOverVersions() {
        assertThat(HexFormat.of().formatHex(keys.vouch(RANDOM, 8))).isEqualTo("69ef00f48f950d5d");
        assertThat(HexFormat.of().formatHex(keys.successor(RANDOM))).isEqualTo("76127ef3e17bc45cb43c76ac408ebc51");
        assertThat(keys.storeKey(ID)).isEqualTo("hf:q6c_EjGmcYP7v6BO--NJHJeG8J8S5F8_");
    }

    @Test
    void anotherNamespaceAndAnotherKeyDeriveSomethingElse() {
        DerivedKeys namespace = Keys.chain("/another", Keys.golden()).primary();
        DerivedKeys key = Keys.chain(Keys.of(1)).primary();
        assertThat(keys.storeKey(ID)).isNotEqualTo(namespace.storeKey(ID)).isNotEqualTo(key.storeKey(ID));
        assertThat(keys.vouch(RANDOM, 8))
                .isNotEqualTo(namespace.vouch(RANDOM, 8))
                .isNotEqualTo(key.vouch(RANDOM, 8));
    }

    @Test
    void aSubkeyIsKeptUntilOthersNeedThePlace() {
        Subkey first = keys.subkey(Purpose.NODE, "hf:key");
        assertThat(keys.subkey(Purpose.NODE, "hf:key")).isSameAs(first);
        assertThat(keys.subkey(Purpose.ROW, "hf:key")).isNotSameAs(first);
        for (int i = 0; i < 2_000; i++) {
            keys.subkey(Purpose.NODE, "hf:" + i);
        }
        assertThat(keys.subkey(Purpose.NODE, "hf:key")).isNotSameAs(first);
    }
}
