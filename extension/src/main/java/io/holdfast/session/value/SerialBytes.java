package io.holdfast.session.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The primitive parts of a serialised object, from the first to the last; what runs beyond the end is thrown. */
final class SerialBytes {

    private static final int HEADER = 4;

    private final ByteBuffer in;

    SerialBytes(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER);
    }

    int position() {
        return in.position();
    }

    int left() {
        return in.remaining();
    }

    byte code() {
        return in.get();
    }

    int unsignedByte() {
        return Byte.toUnsignedInt(in.get());
    }

    int unsignedShort() {
        return Short.toUnsignedInt(in.getShort());
    }

    int whole() {
        return in.getInt();
    }

    /** The last four bytes that were read or skipped. */
    int lastWhole() {
        return in.getInt(in.position() - Integer.BYTES);
    }

    int longAsWhole() {
        return Math.toIntExact(in.getLong());
    }

    float fraction() {
        return in.getFloat();
    }

    /** Of class and field names; in other alphabets not what it means, but the same for the same name. */
    String text() {
        byte[] text = new byte[unsignedShort()];
        in.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    void skip(int bytes) {
        if (bytes < 0) {
            throw new IllegalStateException("a length of " + bytes);
        }
        in.position(in.position() + bytes);
    }

    /** How many bytes a primitive field has; 0 for an object. */
    static int sizeOf(char type) {
        return switch (type) {
            case 'B', 'Z' -> Byte.BYTES;
            case 'C', 'S' -> Short.BYTES;
            case 'I', 'F' -> Integer.BYTES;
            case 'J', 'D' -> Long.BYTES;
            case 'L', '[' -> 0;
            default -> throw new IllegalStateException("a field of type " + type);
        };
    }
}
