package io.holdfast.store;

import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The copy of sessions that outlives all nodes, as the engine sees it. Thread-safe. No method throws: what the archive
 * cannot do it says by what it returns, counts and tells; sessions on the nodes are not touched by that.
 */
public interface SessionArchive extends AutoCloseable {

    /** No archive. */
    SessionArchive NONE = new None();

    /** Whether there is one, so that changes have to be counted. */
    boolean isEnabled();

    /** Whether each server asks it now and then for a session that the nodes hold, lest they hold old bytes. */
    boolean isStrict();

    /** How many changes a session may lack at most that comes back from the archive while all servers live. */
    int maxLostChanges();

    /** Begins to work; before this everything waits. */
    void start(Nodes nodes);

    /**
     * What the archive holds of a session, with what waits here to be written merged in. Not on the path of each
     * request for a session that the nodes hold.
     *
     * @param trace of the session; keys without any share a small part of the connections
     * @param timeout how long to wait at most
     */
    Finding find(String key, Trace trace, Duration timeout);

    /**
     * Takes note of a session that was stored on nodes. It is archived before it is more changes, or more time, behind
     * than it may be. Returns at once.
     *
     * @param ttlSeconds how long the session lives if it is not used again
     */
    void saved(String key, Live record, int ttlSeconds);

    /**
     * Takes note of a session that was read on nodes. If its changes should have been archived long ago, by a server
     * that is gone, they are archived from here. Returns at once.
     */
    void seen(String key, Live record, int ttlSeconds);

    /**
     * Archives a record at once, merged with what is there.
     *
     * @param ttlSeconds how long the session lives if it is not used again, or how long its tombstone is kept
     * @param timeout how long to wait at most
     * @return what the archive holds now; null if it is not archived in that time: then it stays here, and is archived
     *     when that is possible
     */
    @Nullable
    SessionRecord write(String key, SessionRecord record, int ttlSeconds, Duration timeout);

    /** What of a session waits here for the archive, or came into the archive and waits for nodes; null for nothing. */
    @Nullable
    SessionRecord waiting(String key);

    /** Archives all that waits, for a few seconds at most, and stops. */
    @Override
    void close();

    /** What speaks for it that a session is there. */
    enum Trace {
        /** A node holds something of it, or it was in use in this process and its time is not over. */
        SEEN,
        /** Nothing but its id, which is genuine: most likely its time is over. */
        NONE
    }

    /** What was found of a session. */
    sealed interface Finding {

        /**
         * It is there, alive or ended.
         *
         * @param record all changes that are in the row counted as archived, and those that wait here not
         * @param ttlSeconds how long it lives if it is not used again, 1 or more
         */
        record Row(SessionRecord record, int ttlSeconds) implements Finding {

            @Override
            public <T> T match(Function<Row, T> row, Supplier<T> nothing, Supplier<T> unknown) {
                return row.apply(this);
            }
        }

        /** There is no such session, or its time is over. */
        record Nothing() implements Finding {

            @Override
            public <T> T match(Function<Row, T> row, Supplier<T> nothing, Supplier<T> unknown) {
                return nothing.get();
            }
        }

        /** The archive could not be asked, or what it holds cannot be read. */
        record Unknown() implements Finding {

            @Override
            public <T> T match(Function<Row, T> row, Supplier<T> nothing, Supplier<T> unknown) {
                return unknown.get();
            }
        }

        /** Asks the function of this kind, as {@link OpenResult#match} does. */
        <T> T match(Function<Row, T> row, Supplier<T> nothing, Supplier<T> unknown);
    }

    /** The nodes, as the archive sees them. Called on the archive's threads, and may take as long as a request. */
    interface Nodes {

        /** How long a session lives on the nodes if it is not used again, as far as they tell now. */
        Remaining remaining(String key);

        /**
         * A session was over on nodes and in the archive, and is in neither any more; called once for it of all
         * servers.
         */
        void timedOut(String key, Live last);

        /** What the nodes hold of a session; null if they hold nothing or cannot tell. */
        @Nullable
        SessionRecord read(String key);

        /**
         * Merges what is in the archive now into the session's copies, so that they tell what is archived. A session of
         * which there certainly is no copy stays away.
         *
         * @return whether that is done; false if too few nodes could be reached
         */
        boolean merge(String key, SessionRecord archived);
    }

    /** What the nodes tell of a session's time. */
    sealed interface Remaining {

        /** @param seconds at least 1 */
        record Alive(int seconds) implements Remaining {

            @Override
            public <T> T match(IntFunction<T> alive, Supplier<T> ended, Supplier<T> absent, Supplier<T> unknown) {
                return alive.apply(seconds);
            }
        }

        /** It has been ended, as a tombstone says. */
        record Ended() implements Remaining {

            @Override
            public <T> T match(IntFunction<T> alive, Supplier<T> ended, Supplier<T> absent, Supplier<T> unknown) {
                return ended.get();
            }
        }

        /** There certainly is none. */
        record Absent() implements Remaining {

            @Override
            public <T> T match(IntFunction<T> alive, Supplier<T> ended, Supplier<T> absent, Supplier<T> unknown) {
                return absent.get();
            }
        }

        /** Too few nodes answered, or it is over and nobody has ended it yet. */
        record Unknown() implements Remaining {

            @Override
            public <T> T match(IntFunction<T> alive, Supplier<T> ended, Supplier<T> absent, Supplier<T> unknown) {
                return unknown.get();
            }
        }

        /**
         * Asks the function of this kind, as {@link OpenResult#match} does.
         *
         * @param alive is given {@link Alive#seconds}
         */
        <T> T match(IntFunction<T> alive, Supplier<T> ended, Supplier<T> absent, Supplier<T> unknown);
    }

    /** If none is configured: there is nothing in it, and nothing waits for it. */
    final class None implements SessionArchive {

        private None() {}

        @Override
        public boolean isEnabled() {
            return false;
        }

        @Override
        public boolean isStrict() {
            return false;
        }

        @Override
        public int maxLostChanges() {
            return 0;
        }

        @Override
        public void start(Nodes nodes) {}

        @Override
        public Finding find(String key, Trace trace, Duration timeout) {
            return new Finding.Nothing();
        }

        @Override
        public void saved(String key, Live record, int ttlSeconds) {}

        @Override
        public void seen(String key, Live record, int ttlSeconds) {}

        @Override
        public @Nullable SessionRecord write(String key, SessionRecord record, int ttlSeconds, Duration timeout) {
            return null;
        }

        @Override
        public @Nullable SessionRecord waiting(String key) {
            return null;
        }

        @Override
        public void close() {}
    }
}
