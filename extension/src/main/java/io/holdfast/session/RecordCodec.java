package io.holdfast.session;

import static io.holdfast.session.RecordUnreadableException.Reason.MALFORMED;
import static io.holdfast.session.RecordUnreadableException.Reason.NEWER_FORMAT;
import static io.holdfast.session.RecordUnreadableException.Reason.NOT_A_RECORD;
import static io.holdfast.session.RecordUnreadableException.Reason.UNKNOWN_KEY;
import static io.holdfast.session.RecordUnreadableException.Reason.WRONG_CHECKSUM;
import static io.holdfast.session.RecordUnreadableException.Reason.WRONG_LENGTH;

import io.holdfast.session.RecordUnreadableException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Turns records into bytes and back.
 *
 * <p>A header of {@value #HEADER} bytes, then the body (see {@link RecordBody}): magic {@code HF}, format version, id
 * of the key that protects the body (0: none), length of the body in 4 bytes, digest in 4 bytes; all big-endian. The
 * digest is the CRC-32C (RFC 3720 appendix B.4) of the session's key, of the header before it and of the body, so that
 * a record of another session is refused like a damaged one. Records that are equal have equal bytes and digests.
 */
public final class RecordCodec {

    static final int HEADER = 12;
    private static final short MAGIC = 'H' << 8 | 'F';
    private static final byte VERSION = 1;
    private static final byte NOT_PROTECTED = 0;
    private static final int DIGEST_AT = 8;

    private RecordCodec() {}

    /**
     * A record as it lies on a node.
     *
     * @param digest tells records of one session apart; also inside the bytes
     */
    public record Encoded(byte[] bytes, int digest) {}

    /** The bytes of {@code record}, to be stored under {@code key}. */
    public static Encoded encode(String key, SessionRecord record) {
        byte[] body = RecordBody.encode(record);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + body.length);
        bytes.putShort(MAGIC).put(VERSION).put(NOT_PROTECTED).putInt(body.length);
        bytes.putInt(0).put(body);
        int digest = digest(key, bytes.array());
        bytes.putInt(DIGEST_AT, digest);
        return new Encoded(bytes.array(), digest);
    }

    /**
     * The record that {@code bytes} are, found under {@code key}.
     *
     * @throws RecordUnreadableException for any other bytes, whatever they are
     */
    public static SessionRecord decode(String key, byte[] bytes) throws RecordUnreadableException {
        require(bytes.length >= HEADER, WRONG_LENGTH);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        require(in.getShort() == MAGIC, NOT_A_RECORD);
        require(in.get() == VERSION, NEWER_FORMAT);
        require(in.get() == NOT_PROTECTED, UNKNOWN_KEY);
        require(in.getInt() == bytes.length - HEADER, WRONG_LENGTH);
        require(in.getInt() == digest(key, bytes), WRONG_CHECKSUM);
        try {
            return RecordBody.decode(in);
        } catch (RuntimeException e) {
            throw new RecordUnreadableException(MALFORMED);
        }
    }

    /** The digest inside a record's bytes. */
    public static int digestOf(byte[] record) {
        return ByteBuffer.wrap(record).getInt(DIGEST_AT);
    }

    private static int digest(String key, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(key.getBytes(StandardCharsets.US_ASCII));
        crc.update(bytes, 0, DIGEST_AT);
        crc.update(bytes, HEADER, bytes.length - HEADER);
        return (int) crc.getValue();
    }

    static void require(boolean condition, Reason otherwise) throws RecordUnreadableException {
        if (!condition) {
            throw new RecordUnreadableException(otherwise);
        }
    }
}
