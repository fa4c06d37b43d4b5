package io.holdfast.keys;

import java.util.List;

/**
 * The master keys of an application, in order: the first seals and makes ids, all open and vouch.
 *
 * @param keys one or more, no two of one fingerprint
 */
public record Keyset(List<MasterKey> keys) {

    public Keyset {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a keyset without a key");
        }
        if (keys.stream().mapToInt(MasterKey::fingerprint).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two keys of one fingerprint");
        }
    }

    /** The key that seals. */
    public MasterKey primary() {
        return keys.get(0);
    }
}
