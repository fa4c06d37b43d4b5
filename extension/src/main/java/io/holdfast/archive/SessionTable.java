package io.holdfast.archive;

import io.holdfast.session.SessionRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rows of archived sessions of one namespace. Blocking; thread-safe. Time is the database's: no clock of an
 * application server is compared with another's, but if a record is sealed as more lately in use than a row says.
 *
 * <p>A row is written like a copy on a node: by a compare-and-set whose base holds all that was in the row. So what a
 * row holds only grows, whoever writes in whichever order, and an ended session stays ended. Every method throws
 * {@link ArchiveException} if the database fails, and has done nothing, or some of it, which it is harmless to repeat.
 */
public interface SessionTable {

    /**
     * One session's row.
     *
     * @param record empty if the row cannot be read: of a newer format, or sealed under a key that another server may
     *     have; it is left as it is, and the table tells of it
     * @param ttlSeconds how long the session lives if it is not used again, 1 or more
     */
    record Row(Optional<SessionRecord> record, int ttlSeconds) {}

    /**
     * What a session's row is to be merged with.
     *
     * @param ttlSeconds as in {@link Row}; a row never gets less than it has, but for a tombstone's, and if its session
     *     may not stay unused for so long any more
     */
    record Entry(String key, SessionRecord record, int ttlSeconds) {}

    /**
     * A row whose time is over, or soon will be.
     *
     * @param secondsLeft how much is left of it, 1 or more; empty if it is over
     */
    record Ending(String key, Optional<SessionRecord> record, long version, OptionalInt secondsLeft) {}

    /**
     * The rows of these keys; those that have none, one whose time is over or one that is not authentic are missing.
     */
    Map<String, Row> find(Collection<String> keys);

    /**
     * Merges each entry into its row, or makes it one, all changes of a live record counted as archived.
     *
     * @param entries of different keys
     * @return by key what the rows hold now; a row that cannot be read is missing, and left as it is
     */
    Map<String, SessionRecord> merge(Collection<Entry> entries);

    /**
     * Takes or keeps the right to reap for some time, which one process of all has.
     *
     * @param holder names this process
     */
    boolean lease(String holder, Duration time);

    /**
     * Rows whose time is over within {@code within} from now, ended ones only when it is over, in the order of their
     * keys.
     *
     * @param after only keys behind this one
     * @param most as many at most
     */
    List<Ending> ending(String after, Duration within, int most);

    /** Reads nothing, to see whether rows can be read. */
    void look();

    /** Makes a row live as long as {@code ttlSeconds} from now, if it lives shorter. */
    void prolong(String key, int ttlSeconds);

    /** Deletes a row whose time is over and that is still of that version; whether this call did. */
    boolean remove(String key, long version);
}
