package io.holdfast.session;

import java.io.ByteArrayOutputStream;

/** Memory to write to whose size is most likely known: then nothing grows, and nothing is copied in the end. */
final class SizedBytes extends ByteArrayOutputStream {

    SizedBytes(int likelySize) {
        super(likelySize);
    }

    /** What was written; nothing more may be. */
    byte[] taken() {
        return count == buf.length ? buf : toByteArray();
    }
}
