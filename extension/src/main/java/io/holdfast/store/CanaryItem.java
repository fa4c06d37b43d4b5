package io.holdfast.store;

import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The small item by which servers tell each other what keys they have: their fingerprints. */
final class CanaryItem {

    private static final int MOST = 64;
    private static final int HASH_BYTES = 18;

    private CanaryItem() {}

    /** Where every server of a namespace looks, whatever its keys; does not show the namespace. */
    static String commonPlace(String namespace) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(("holdfast canary\0" + namespace).getBytes(StandardCharsets.UTF_8));
            return "hfc:" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }

    /** Where servers look that have that key. */
    static String placeOf(String commonPlace, MasterKey key) {
        return commonPlace + ":" + MasterKey.shown(key.fingerprint());
    }

    static NavigableSet<Integer> fingerprints(Keyset keys) {
        NavigableSet<Integer> fingerprints = new TreeSet<>();
        keys.keys().forEach(key -> fingerprints.add(key.fingerprint()));
        return fingerprints;
    }

    /**
     * What an item says.
     *
     * @param madeMillis when the first server wrote it, in milliseconds since 1970
     * @param fingerprints of all keys of the servers that had a part in it
     */
    record Content(long madeMillis, NavigableSet<Integer> fingerprints) {

        /** Whether nodes would have let go of it by now: somebody has put it back, and it names keys of long ago. */
        boolean isOld(long nowMillis, int lifeSeconds) {
            return nowMillis - madeMillis > 2_000L * lifeSeconds;
        }
    }

    static byte[] body(Content content) {
        ByteBuffer body =
                ByteBuffer.allocate(Long.BYTES + content.fingerprints().size() * Integer.BYTES);
        body.putLong(content.madeMillis());
        content.fingerprints().forEach(body::putInt);
        return body.array();
    }

    /** Of what is authentic; too few bytes are one that is old and names nothing. */
    static Content read(byte[] body) {
        NavigableSet<Integer> fingerprints = new TreeSet<>();
        ByteBuffer in = ByteBuffer.wrap(body);
        long made = in.remaining() >= Long.BYTES ? in.getLong() : 0;
        while (in.remaining() >= Integer.BYTES && fingerprints.size() < MOST) {
            fingerprints.add(in.getInt());
        }
        return new Content(made, fingerprints);
    }
}
