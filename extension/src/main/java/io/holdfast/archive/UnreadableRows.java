package io.holdfast.archive;

import io.holdfast.session.RecordCodec;
import io.holdfast.session.RecordUnreadableException;
import io.holdfast.session.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Reads the records of rows, and tells of those that cannot be read: each to a listener, and to the log once a cause a
 * minute at most. Thread-safe.
 */
final class UnreadableRows {

    private static final System.Logger LOG = System.getLogger(SqlSessionTable.class.getName());
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final TableSettings settings;
    private final InstantSource time;
    private final Consumer<String> listener;
    private final Map<String, Instant> lastLogged = new ConcurrentHashMap<>();

    UnreadableRows(TableSettings settings, InstantSource time, Consumer<String> listener) {
        this.settings = settings;
        this.time = time;
        this.listener = listener;
    }

    /** The row's record; empty, and told of, where it cannot be read. */
    Optional<SessionRecord> read(StoredRow row) {
        if (!row.namespace().equals(settings.namespace())) {
            tell("of another namespace");
            return Optional.empty();
        }
        try {
            return Optional.of(RecordCodec.decode(row.key(), row.bytes()));
        } catch (RecordUnreadableException e) {
            tell(
                    switch (e.reason()) {
                        case NEWER_FORMAT -> "written by a newer Holdfast";
                        case UNKNOWN_KEY -> "protected by a key that is not configured here";
                        case NOT_A_RECORD -> "not a session's record";
                        case WRONG_LENGTH -> "not as long as it says";
                        case WRONG_CHECKSUM -> "changed since it was written, or another session's";
                        case MALFORMED -> "malformed";
                    });
            return Optional.empty();
        }
    }

    private void tell(String cause) {
        listener.accept(cause);
        Instant now = time.instant();
        boolean[] isDue = {false};
        lastLogged.compute(cause, (same, last) -> {
            isDue[0] = last == null || !now.isBefore(last.plus(QUIET));
            return isDue[0] ? now : last;
        });
        if (isDue[0]) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A row of the archive''s table {0} cannot be read and is left as it is: it is {1}",
                    settings.table(),
                    cause);
        }
    }
}
