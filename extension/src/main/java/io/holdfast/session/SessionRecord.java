package io.holdfast.session;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything stored of one session. Immutable. */
public sealed interface SessionRecord {

    /**
     * A session that lives.
     *
     * @param createdMillis when it was created, milliseconds since 1970
     * @param validity until when it is believed
     * @param idleTimeout how long it may stay unused
     * @param attributes by name, in the order of their names so that equal records have equal bytes
     * @param changes how many there were, if there is an archive
     */
    record Live(
            long createdMillis,
            Validity validity,
            IdleTimeout idleTimeout,
            SortedMap<String, StoredValue> attributes,
            ChangeCount changes)
            implements SessionRecord {

        public Live {
            attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        }

        /** What a session holds, its changes not counted, and not to be believed as it stands. */
        public Live(long createdMillis, IdleTimeout idleTimeout, SortedMap<String, StoredValue> attributes) {
            this(createdMillis, Validity.NONE, idleTimeout, attributes, ChangeCount.NONE);
        }

        /** This record with {@code written} merged in. */
        public Live with(Map<String, StoredValue> written) {
            SortedMap<String, StoredValue> merged = new TreeMap<>(attributes);
            written.forEach((name, value) -> merged.merge(name, value, StoredValue::later));
            return new Live(createdMillis, validity, idleTimeout, merged, changes);
        }

        /** This record with another idle timeout. */
        public Live with(IdleTimeout other) {
            return new Live(createdMillis, validity, other, attributes, changes);
        }

        /** This record, believed for as long as either says. */
        public Live with(Validity other) {
            return new Live(createdMillis, validity.merge(other), idleTimeout, attributes, changes);
        }

        /** This record with another count of its changes. */
        public Live with(ChangeCount counted) {
            return new Live(createdMillis, validity, idleTimeout, attributes, counted);
        }

        /**
         * This record without what would only gather: the stamps of removals made before {@code moment}, and the
         * archived changes of writers that made none since.
         */
        public Live withoutTracesBefore(Instant moment) {
            SortedMap<String, StoredValue> kept = new TreeMap<>(attributes);
            kept.values()
                    .removeIf(value -> value instanceof StoredValue.Removed
                            && value.stamp().wallMillis() < moment.toEpochMilli());
            return new Live(createdMillis, validity, idleTimeout, kept, changes.withoutWritersBefore(moment));
        }
    }

    /**
     * How long a session may stay unused, with the stamp of the last word on it.
     *
     * @param seconds 0 or less for a session that does not time out
     */
    record IdleTimeout(int seconds, Stamp stamp) {}

    /**
     * What stands under a key where a session is no more, so that a late save cannot bring it back: the session has
     * ended, or it has got another id.
     *
     * @param stamp when that was
     * @param isEnd whether the session has ended, and so whatever became of it under other keys has to end too
     * @param successors the keys, not the ids, under which the session lives on or did; several if requests gave it a
     *     new id at the same time
     * @param untilMillis the latest moment until which any live record is believed that it stands against, in
     *     milliseconds since 1970; 0 for not known
     */
    record Tombstone(Stamp stamp, boolean isEnd, SortedSet<String> successors, long untilMillis)
            implements SessionRecord {

        public Tombstone {
            successors = Collections.unmodifiableSortedSet(new TreeSet<>(successors));
        }

        /** That of a session that has ended. */
        public static Tombstone ofEnd(Stamp stamp) {
            return new Tombstone(stamp, true, Collections.emptySortedSet(), 0);
        }

        /** That of a session that lives on under the key {@code successor}. */
        public static Tombstone ofMove(Stamp stamp, String successor) {
            return new Tombstone(stamp, false, new TreeSet<>(Set.of(successor)), 0);
        }

        /** This tombstone, standing against {@code live} too. */
        public Tombstone against(Live live) {
            long until = live.validity().untilMillis();
            return until <= untilMillis ? this : new Tombstone(stamp, isEnd, successors, until);
        }
    }
}
