package io.holdfast.cluster;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What came of a {@link NodeRequest}. */
public sealed interface NodeReply {

    /**
     * The node has the key.
     *
     * @param value null if it was not asked for
     * @param flags as written beside the value
     * @param cas token for a conditional write, worthless once this node has been reconnected
     * @param ttlSeconds time to live before this request extended it, empty if it had none
     */
    record Hit(byte @Nullable [] value, int flags, long cas, OptionalInt ttlSeconds) implements NodeReply {

        /** Of a value that expires. */
        public Hit(byte @Nullable [] value, int flags, long cas, int ttlSeconds) {
            this(value, flags, cas, OptionalInt.of(ttlSeconds));
        }
    }

    /** The node does not have the key; also the answer to a conditional write whose value is gone. */
    record Miss() implements NodeReply {}

    /** The write was done; {@code cas} is the new token. */
    record Stored(long cas) implements NodeReply {}

    /** The value was there, and is no more. */
    record Deleted() implements NodeReply {}

    /** The write was not done: the value has another CAS token, or is there if none was expected. */
    record Conflict() implements NodeReply {}

    /** The node is alive. */
    record Pong() implements NodeReply {}

    /**
     * The node answered that it will not do this (too large, out of memory, unknown command): no sign of death. If a
     * {@link NodeRequest.Put} was rejected the node may have dropped the old value.
     */
    record Rejected(String message) implements NodeReply {}

    /** Nothing usable came back. A {@link NodeRequest.Put} may or may not have been applied. */
    record NoAnswer(Cause cause) implements NodeReply {}

    /** Why there was no answer. */
    enum Cause {
        /** The address could not be resolved. */
        UNRESOLVABLE("host name cannot be resolved"),
        /** The connection was refused or could not be made. */
        REFUSED("connection refused"),
        /** There is no connection at present; nothing was sent. */
        NOT_CONNECTED("not connected"),
        /** The connection closed before the answer. */
        CLOSED("connection closed"),
        /** The time limit passed. */
        TIMEOUT("no answer in time"),
        /** It has not answered yet, and is not waited for. */
        LATE("no answer yet"),
        /** It was not asked: it is down, or suspect and enough requests wait on it. */
        NOT_ASKED("not asked"),
        /** It demands a user and a password, and has none of us. */
        NO_CREDENTIALS("demands a user and a password, and none are configured for it"),
        /** It does not take the user and the password it was given. */
        WRONG_CREDENTIALS("refuses the user and the password that are configured for it"),
        /** The answer was not the protocol's: not memcached, or one without meta commands. */
        PROTOCOL("not a memcached with meta commands (1.6.10 or newer)");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** The cause as an operator reads it. */
        public String words() {
            return words;
        }
    }

    Miss MISS = new Miss();
    Deleted DELETED = new Deleted();
    Conflict CONFLICT = new Conflict();
    Pong PONG = new Pong();
}
