package io.holdfast.testing;

import io.holdfast.SessionId;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.store.SessionKeys;
import io.holdfast.store.StrangeKeys;
import io.holdfast.store.Trust;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** The keys of the servers in tests: all of them have the same one. */
public final class TestKeys {

    /** Those of all servers. */
    public static final KeyChain CHAIN = chain("test", key("k1", 1));

    /** Ids that all servers in tests take for theirs. */
    public static final SessionKeys IDS = ids(new SecureRandom());

    /** Records as they lie on nodes. */
    public static final RecordCodec NODES = new RecordCodec(new Seal(CHAIN, Purpose.NODE));

    /** Records as they lie in rows. */
    public static final RecordCodec ROWS = new RecordCodec(new Seal(CHAIN, Purpose.ROW));

    private TestKeys() {}

    /** A key whose bytes are counted from {@code first} on. */
    public static MasterKey key(String name, int first) {
        byte[] bytes = new byte[MasterKey.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return new MasterKey(name, bytes);
    }

    public static KeyChain chain(String namespace, MasterKey... keys) {
        return new KeyChain(namespace, new Keyset(List.copyOf(Arrays.asList(keys))), InstantSource.system());
    }

    /** Ids of the same servers, from other random numbers. */
    public static SessionKeys ids(SecureRandom random) {
        return new SessionKeys(CHAIN, random);
    }

    /** What a server in tests believes, its ids made of {@code random}. */
    public static Trust trust(SecureRandom random) {
        return new Trust(ids(random), NODES, StrangeKeys.NOBODYS);
    }

    /** What a server believes that has these keys. */
    public static Trust trust(KeyChain keys) {
        return new Trust(
                new SessionKeys(keys, new SecureRandom()),
                new RecordCodec(new Seal(keys, Purpose.NODE)),
                StrangeKeys.NOBODYS);
    }

    /** An id of ours that no session has. */
    public static SessionId id() {
        return IDS.create();
    }

    /** The key of a session. */
    public static String key(SessionId id) {
        return IDS.find(id).orElseThrow();
    }
}
