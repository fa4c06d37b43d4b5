package io.holdfast.keys;

import io.holdfast.bounded.BoundedMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;

/** What is derived from one master key for one application. Thread-safe. */
public final class DerivedKeys {

    private static final int MAC_BYTES = 32;
    private static final int STORE_KEY_BYTES = 24;
    private static final int MOST_SUBKEYS = 1_024; // of some 1,200 bytes each
    private static final String STORE_KEY_PREFIX = "hf:";

    private final MasterKey master;
    private final Hmac ids;
    private final Hmac storeKeys;
    private final byte[] records;
    private final Map<String, Subkey> subkeys = BoundedMap.byUse(MOST_SUBKEYS); // guarded by itself

    /** @param namespace goes into all that is derived, so that applications with one key stay apart */
    DerivedKeys(MasterKey master, String namespace) {
        this.master = master;
        this.ids = new Hmac(master.derive("ids", namespace, MAC_BYTES));
        this.storeKeys = new Hmac(master.derive("store keys", namespace, MAC_BYTES));
        this.records = master.derive("records", namespace, MAC_BYTES);
    }

    /** The master key behind them. */
    public MasterKey master() {
        return master;
    }

    /** The first bytes, {@code length} of at most 32, by which {@code random} is known for one of our own ids. */
    public byte[] vouch(byte[] random, int length) {
        return Arrays.copyOf(ids.calculation().doFinal(random), length);
    }

    /** The random part of the one id that takes the place of another if keys are rotated; of the same length. */
    public byte[] successor(byte[] random) {
        Mac mac = ids.calculation();
        mac.update("successor".getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(mac.doFinal(random), random.length);
    }

    /** The key under which nodes and archive hold the session of that id: 192 bits of a keyed hash. */
    public String storeKey(String id) {
        byte[] hash = storeKeys.calculation().doFinal(id.getBytes(StandardCharsets.US_ASCII));
        return STORE_KEY_PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, STORE_KEY_BYTES));
    }

    /** Made anew if it fell out of the cache, which costs two HMACs of a hundred bytes. */
    Subkey subkey(Purpose purpose, String storeKey) {
        String name = purpose.name() + ' ' + storeKey;
        synchronized (subkeys) {
            Subkey known = subkeys.get(name);
            if (known != null) {
                return known;
            }
        }
        Subkey made = new Subkey(Hkdf.expand(records, Info.of(purpose.name(), storeKey), Subkey.BYTES));
        synchronized (subkeys) {
            subkeys.put(name, made);
        }
        return made;
    }
}
