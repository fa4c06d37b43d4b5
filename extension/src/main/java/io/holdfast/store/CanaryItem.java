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

    /** In their order, so that servers with the same keys write the same. */
    static byte[] body(NavigableSet<Integer> fingerprints) {
        ByteBuffer body = ByteBuffer.allocate(fingerprints.size() * Integer.BYTES);
        fingerprints.forEach(body::putInt);
        return body.array();
    }

    static NavigableSet<Integer> read(byte[] body) {
        NavigableSet<Integer> fingerprints = new TreeSet<>();
        ByteBuffer in = ByteBuffer.wrap(body);
        while (in.remaining() >= Integer.BYTES && fingerprints.size() < MOST) {
            fingerprints.add(in.getInt());
        }
        return fingerprints;
    }
}
