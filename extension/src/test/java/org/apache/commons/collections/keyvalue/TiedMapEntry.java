package org.apache.commons.collections.keyvalue;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Stands for the real one: asked for its hash code it calls what it holds. */
public final class TiedMapEntry implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Runnable held;

    /** @param held serialisable */
    public TiedMapEntry(Runnable held) {
        this.held = held;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        held.run();
        return 1;
    }
}
