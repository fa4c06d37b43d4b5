package io.holdfast.keys;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** Keys for tests. */
final class Keys {

    static final String NAMESPACE = "/shop";

    private Keys() {}

    /** A key of one repeated byte. */
    static MasterKey of(int repeated) {
        byte[] bytes = new byte[MasterKey.BYTES];
        Arrays.fill(bytes, (byte) repeated);
        return new MasterKey("key-" + repeated, bytes);
    }

    /** The key of the golden bytes: 0, 1 and so on to 31. */
    static MasterKey golden() {
        byte[] bytes = new byte[MasterKey.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return new MasterKey("golden", bytes);
    }

    static KeyChain chain(MasterKey... keys) {
        return chain(NAMESPACE, keys);
    }

    static KeyChain chain(String namespace, MasterKey... keys) {
        return new KeyChain(namespace, new Keyset(List.of(keys)), InstantSource.fixed(Instant.EPOCH));
    }
}
