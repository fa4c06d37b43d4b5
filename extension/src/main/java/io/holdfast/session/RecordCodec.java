package io.holdfast.session;

import io.holdfast.keys.NotAuthenticException;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordUnreadableException.Reason;
import java.nio.ByteBuffer;

/**
 * Turns records into sealed bytes and back. Thread-safe.
 *
 * <p>A record is a body ({@link RecordBody}) in a {@link Seal}, so that nothing is parsed that no server of the
 * application wrote, for this session and this purpose. Records that are equal have equal bytes and digests, if they
 * are sealed under the same key.
 */
public final class RecordCodec {

    private final Seal seal;

    /** @param seal for the place where the records will lie: nodes or rows */
    public RecordCodec(Seal seal) {
        this.seal = seal;
    }

    /**
     * A record as it is stored.
     *
     * @param digest tells records of one session apart; also inside the bytes
     * @param fingerprint of the key under which it is sealed
     */
    public record Encoded(byte[] bytes, int digest, int fingerprint) {

        private Encoded(byte[] bytes) {
            this(bytes, Seal.digestOf(bytes), Seal.fingerprintOf(bytes));
        }
    }

    /** The bytes of {@code record}, to be stored under {@code key}, sealed with the first of our keys. */
    public Encoded encode(String key, SessionRecord record) {
        return new Encoded(seal.seal(key, RecordBody.encode(record)));
    }

    /**
     * As {@link #encode}, with the key of that fingerprint if we still have it: a record that has not changed keeps its
     * bytes, or servers with different first keys would write over each other for ever.
     */
    public Encoded encodeUnder(int fingerprint, String key, SessionRecord record) {
        return new Encoded(seal.sealUnder(fingerprint, key, RecordBody.encode(record)));
    }

    /**
     * The record that {@code bytes} are, found under {@code key}.
     *
     * @throws RecordUnreadableException for any other bytes, whatever they are
     */
    public SessionRecord decode(String key, byte[] bytes) throws RecordUnreadableException {
        byte[] body;
        try {
            body = seal.open(key, bytes);
        } catch (NotAuthenticException e) {
            throw new RecordUnreadableException(reason(e), e.fingerprint());
        }
        try {
            return RecordBody.decode(ByteBuffer.wrap(body));
        } catch (RuntimeException e) {
            throw new RecordUnreadableException(Reason.MALFORMED, Seal.fingerprintOf(bytes));
        }
    }

    private static Reason reason(NotAuthenticException e) {
        return switch (e.reason()) {
            case NOT_SEALED -> Reason.NOT_A_RECORD;
            case NEWER_FORMAT -> Reason.NEWER_FORMAT;
            case UNKNOWN_KEY -> Reason.UNKNOWN_KEY;
            case FORGED -> Reason.FORGED;
        };
    }
}
