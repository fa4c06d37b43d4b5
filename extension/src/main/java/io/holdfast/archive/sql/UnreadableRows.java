package io.holdfast.archive.sql;

import io.holdfast.bounded.WarnOnce;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.RecordUnreadableException;
import io.holdfast.session.RecordUnreadableException.Reason;
import io.holdfast.store.StrangeKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Opens the records of rows, and tells of those that are not authentic or cannot be read: each time to a listener, and
 * to the log each row once in an hour, {@value #MOST_LOGGED} of them at most. Thread-safe.
 *
 * <p>The log names the row by its {@code session_key}, a keyed hash by which nobody enters: else it could not be found.
 */
final class UnreadableRows {

    static final int MOST_LOGGED = 20;

    private static final System.Logger LOG = System.getLogger(UnreadableRows.class.getName());
    private static final Duration PERIOD = Duration.ofHours(1);

    private final RecordCodec codec;
    private final StrangeKeys strangeKeys;
    private final TableSettings settings;
    private final InstantSource time;
    private final Consumer<String> listener;
    private WarnOnce logged = new WarnOnce(MOST_LOGGED); // in this period; guarded by this, as below
    private Instant end = Instant.MIN;

    UnreadableRows(
            RecordCodec codec,
            StrangeKeys strangeKeys,
            TableSettings settings,
            InstantSource time,
            Consumer<String> listener) {
        this.codec = codec;
        this.strangeKeys = strangeKeys;
        this.settings = settings;
        this.time = time;
        this.listener = listener;
    }

    /**
     * What the row holds, by its seal alone: nobody vouches for its other columns, which whoever writes to the table
     * may have changed. Told of if that is no record to be believed.
     */
    RowContent read(StoredRow row) {
        try {
            return new RowContent.Known(codec.decode(row.key(), row.bytes()));
        } catch (RecordUnreadableException e) {
            if (e.reason().isGarbage()) {
                return garbage(row, inWords(e.reason()));
            }
            boolean isNobodys = e.reason() == Reason.UNKNOWN_KEY && strangeKeys.isNobodys(e.fingerprint());
            return isNobodys
                    ? garbage(row, "sealed under a key that no application server has")
                    : unreadable(row, inWords(e.reason()));
        }
    }

    private static String inWords(Reason reason) {
        return switch (reason) {
            case NEWER_FORMAT -> "written by a newer Holdfast";
            case UNKNOWN_KEY -> "sealed under a key that is not configured here (holdfast.keys)";
            case NOT_A_RECORD -> "not a session's record, or of before records were sealed";
            case FORGED -> "changed since it was written, or another session's, or a node's";
            case MALFORMED -> "malformed";
        };
    }

    private RowContent garbage(StoredRow row, String cause) {
        listener.accept(cause);
        if (isToLog(row.key())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The row of the archive''s table {0} with the session_key {1} is not believed and counts as none:"
                            + " it is {2}. It is written over if its session is archived again",
                    settings.table(),
                    row.key(),
                    cause);
        }
        return RowContent.GARBAGE;
    }

    private RowContent unreadable(StoredRow row, String cause) {
        listener.accept(cause);
        if (isToLog(row.key())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The row of the archive''s table {0} with the session_key {1} cannot be read and is left as it is: it"
                            + " is {2}. Its session is not archived any more, and if no node holds it its requests are"
                            + " answered with 503, until the row is restored or, if the session is not wanted, deleted",
                    settings.table(),
                    row.key(),
                    cause);
        }
        return RowContent.UNREADABLE;
    }

    private synchronized boolean isToLog(String key) {
        Instant now = time.instant();
        if (!now.isBefore(end)) {
            end = now.plus(PERIOD);
            logged = new WarnOnce(MOST_LOGGED);
        }
        return logged.isNew(key);
    }
}
