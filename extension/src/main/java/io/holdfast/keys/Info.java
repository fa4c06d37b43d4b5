package io.holdfast.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names a purpose to a key derivation: texts with their lengths in front, so that no two lists look the same. */
final class Info {

    private Info() {}

    static byte[] of(String... texts) {
        byte[][] encoded = new byte[texts.length][];
        int length = 0;
        for (int i = 0; i < texts.length; i++) {
            encoded[i] = texts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + encoded[i].length;
        }
        ByteBuffer info = ByteBuffer.allocate(length);
        for (byte[] text : encoded) {
            info.putInt(text.length).put(text);
        }
        return info.array();
    }
}
