package io.holdfast.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An attribute as it is stored: its bytes or its removal, with the stamp of its last write. */
public sealed interface StoredValue {

    /** Of the last write. */
    Stamp stamp();

    /** The one of the two that was written later. */
    static StoredValue later(StoredValue a, StoredValue b) {
        return b.stamp().isAfter(a.stamp()) ? b : a;
    }

    /**
     * An attribute that is there.
     *
     * @param bytes its serialised form, not modified by anybody
     */
    record Present(Stamp stamp, byte[] bytes) implements StoredValue {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Present that && stamp.equals(that.stamp) && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return stamp.hashCode();
        }

        @Override
        public String toString() {
            return "Present[" + stamp + ", " + bytes.length + " bytes]";
        }
    }

    /** An attribute that was removed; its stamp stays, so that an older write cannot bring it back. */
    record Removed(Stamp stamp) implements StoredValue {}
}
