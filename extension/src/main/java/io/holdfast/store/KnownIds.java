package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.keys.DerivedKeys;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The ids that were lately found to be ours, so that one is hashed once and not for each question. Each has one place,
 * where the next one takes its own. Thread-safe, bounded, without a lock.
 *
 * <p>Ids that are not ours are not kept: whoever invents them would push out the others.
 */
final class KnownIds {

    private static final int PLACES = 1 << 10;

    private final AtomicReferenceArray<Known> places = new AtomicReferenceArray<>(PLACES);

    /**
     * An id of ours.
     *
     * @param all the keys at that time: under others it has to be looked at again
     * @param by the one that it was made under
     * @param key of its session
     */
    record Known(SessionId id, List<DerivedKeys> all, DerivedKeys by, String key) {

        /** Never the id. */
        @Override
        public String toString() {
            return key;
        }
    }

    @Nullable
    Known get(SessionId id, List<DerivedKeys> all) {
        Known there = places.get(place(id));
        return there != null && there.all == all && there.id.equals(id) ? there : null;
    }

    void put(Known known) {
        places.set(place(known.id), known);
    }

    private static int place(SessionId id) {
        int hash = id.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
