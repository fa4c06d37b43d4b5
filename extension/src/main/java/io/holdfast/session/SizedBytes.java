package io.holdfast.session;

import java.io.ByteArrayOutputStream;

/** Memory to write to whose size is most likely known: then nothing grows, and nothing is copied in the end. */
public final class SizedBytes extends ByteArrayOutputStream {

    /** @param likelySize in bytes */
    public SizedBytes(int likelySize) {
        super(likelySize);
    }

    /** What was written; nothing more may be. */
    public byte[] taken() {
        return count == buf.length ? buf : toByteArray();
    }
}
