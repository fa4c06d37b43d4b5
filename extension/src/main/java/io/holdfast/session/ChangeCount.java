package io.holdfast.session;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many changes of a session were made, and how many of them the archive holds. Immutable.
 *
 * <p>Counted by writer, so that parallel changes on several servers add up whatever is merged in which order. It is a
 * grow-only counter of the changes made, and one of those archived (Shapiro et al., "A comprehensive study of
 * Convergent and Commutative Replicated Data Types", 2011, specification 6). One number for all was turned down: two
 * changes that meet in a merge would count once.
 *
 * @param writers by the number of the process that made the changes; empty if nothing is counted
 */
public record ChangeCount(SortedMap<Integer, Writer> writers) {

    /** No changes. */
    public static final ChangeCount NONE = new ChangeCount(Collections.emptySortedMap());

    /**
     * The changes of one writer.
     *
     * @param made how many
     * @param archived how many of the first of them the archive holds, 0 to {@code made}
     * @param sinceMillis not later than when the first of the others was made, as milliseconds since 1970; when the
     *     last change was made or archived if there are no others
     */
    public record Writer(int made, int archived, long sinceMillis) {

        private Writer merge(Writer other) {
            long since;
            if (archived == other.archived) {
                since = Math.min(sinceMillis, other.sinceMillis);
            } else {
                since = archived > other.archived ? sinceMillis : other.sinceMillis;
            }
            return new Writer(Math.max(made, other.made), Math.max(archived, other.archived), since);
        }

        private boolean isArchived() {
            return archived >= made;
        }
    }

    public ChangeCount {
        writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
    }

    /** How many changes the archive lacks; 0 or more. */
    public int unarchived() {
        return writers.values().stream()
                .mapToInt(writer -> Math.max(0, writer.made - writer.archived))
                .sum();
    }

    /** Whether the archive ever got the session. */
    public boolean isInArchive() {
        return writers.values().stream().anyMatch(writer -> writer.archived > 0);
    }

    /** When the oldest change that the archive lacks was made, or shortly before; the end of time if it lacks none. */
    public long oldestMillis() {
        return writers.values().stream()
                .filter(writer -> !writer.isArchived())
                .mapToLong(Writer::sinceMillis)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The number of the last change that {@code writer} made, as far as is known here; 0 for none. */
    public int made(int writer) {
        Writer known = writers.get(writer);
        return known == null ? 0 : known.made;
    }

    /** With the change that is the writer's {@code number}th. */
    public ChangeCount with(int writer, int number, Instant now) {
        SortedMap<Integer, Writer> changed = new TreeMap<>(writers);
        Writer known = writers.getOrDefault(writer, new Writer(0, 0, now.toEpochMilli()));
        changed.put(
                writer,
                new Writer(
                        Math.max(number, known.made),
                        known.archived,
                        known.isArchived() ? now.toEpochMilli() : known.sinceMillis));
        return new ChangeCount(changed);
    }

    /** The same changes, all of them archived {@code now}. */
    public ChangeCount allArchived(Instant now) {
        SortedMap<Integer, Writer> archived = new TreeMap<>(writers);
        archived.replaceAll((number, writer) ->
                writer.isArchived() ? writer : new Writer(writer.made, writer.made, now.toEpochMilli()));
        return new ChangeCount(archived);
    }

    /** Without the writers that made no change since {@code moment}; what the archive lacks is never left out. */
    ChangeCount withoutWritersBefore(Instant moment) {
        SortedMap<Integer, Writer> kept = new TreeMap<>(writers);
        kept.values().removeIf(writer -> writer.isArchived() && writer.sinceMillis < moment.toEpochMilli());
        return kept.size() == writers.size() ? this : new ChangeCount(kept);
    }

    /** All changes of either; commutative, associative and idempotent. */
    ChangeCount merge(ChangeCount other) {
        if (writers.equals(other.writers)) {
            return this;
        }
        SortedMap<Integer, Writer> merged = new TreeMap<>(writers);
        other.writers.forEach((number, writer) -> merged.merge(number, writer, Writer::merge));
        return new ChangeCount(merged);
    }
}
