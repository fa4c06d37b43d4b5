package io.holdfast.store;

import io.holdfast.session.RecordCodec;
import io.holdfast.session.RecordCodec.Encoded;
import io.holdfast.session.SessionRecord;
import java.util.OptionalInt;

/** The bytes of copies on nodes. Thread-safe. */
final class CopyCodec {

    private final RecordCodec codec;

    CopyCodec(RecordCodec codec) {
        this.codec = codec;
    }

    /**
     * The bytes of {@code record} as they lie on the nodes already, if they do: only what has changed is sealed with
     * the first key.
     */
    Encoded encode(Copies copies, SessionRecord record) {
        OptionalInt former = copies.sealedUnder(record);
        return former.isPresent()
                ? codec.encodeUnder(former.getAsInt(), copies.key(), record)
                : codec.encode(copies.key(), record);
    }
}
