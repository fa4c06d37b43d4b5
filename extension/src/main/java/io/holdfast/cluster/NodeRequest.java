package io.holdfast.cluster;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What can be asked of a node. Keys are 1 to 250 printable ASCII characters without blanks. */
public sealed interface NodeRequest {

    /** The longest time to live, in seconds, that a node takes as relative: memcached reads more as a date. */
    int MAX_TTL_SECONDS = 30 * 24 * 60 * 60;

    /** The key asked for: 1 to 250 printable ASCII characters without blanks. */
    String key();

    /**
     * Reads what the node knows of a key and extends its expiry in the same command.
     *
     * @param withValue whether the value is wanted too, not only its flags, CAS and remaining time to live
     * @param ttlSeconds the new time to live, 1 to {@link #MAX_TTL_SECONDS}, or {@link #KEEP_TTL}
     */
    record Get(String key, boolean withValue, OptionalInt ttlSeconds) implements NodeRequest {

        /** Leaves the expiry as it is: for a look that is no use of the session. */
        public static final OptionalInt KEEP_TTL = OptionalInt.empty();

        public Get {
            checkKey(key);
            ttlSeconds.ifPresent(NodeRequest::checkTtl);
        }

        /** Reads and extends the expiry. */
        public Get(String key, boolean withValue, int ttlSeconds) {
            this(key, withValue, OptionalInt.of(ttlSeconds));
        }
    }

    /**
     * Writes a value under a condition. There is no unconditional write: it could take a node back in time.
     *
     * @param value not empty; not modified afterwards by either side
     * @param flags 32 bits kept beside the value, returned as written
     * @param cas the CAS token the value must still have, or {@link #ABSENT} to write only if there is no value
     */
    record Put(String key, byte[] value, int flags, int ttlSeconds, OptionalLong cas) implements NodeRequest {

        /** No value there: the write becomes an {@code add}. */
        public static final OptionalLong ABSENT = OptionalLong.empty();

        public Put {
            checkKey(key);
            checkTtl(ttlSeconds);
            if (value.length == 0) {
                throw new IllegalArgumentException("value must not be empty");
            }
        }

        /** Writes over the value that has this token. */
        public Put(String key, byte[] value, int flags, int ttlSeconds, long cas) {
            this(key, value, flags, ttlSeconds, OptionalLong.of(cas));
        }
    }

    /**
     * Takes a value away if it is still the one that was seen.
     *
     * @param cas the CAS token the value must still have; never 0, which no value has
     */
    record Delete(String key, long cas) implements NodeRequest {

        public Delete {
            checkKey(key);
            if (cas == 0) {
                throw new IllegalArgumentException("cas must be the token of a value");
            }
        }
    }

    private static void checkKey(String key) {
        int length = key.length();
        if (length < 1 || length > 250) {
            throw new IllegalArgumentException("key length must be >= 1 and <= 250 but is " + length);
        }
        for (int i = 0; i < length; i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) >= 127) {
                throw new IllegalArgumentException("key has a character outside [!-~] at position " + i);
            }
        }
    }

    private static void checkTtl(int ttlSeconds) {
        if (ttlSeconds < 1 || ttlSeconds > MAX_TTL_SECONDS) {
            throw new IllegalArgumentException(
                    "ttlSeconds must be >= 1 and <= " + MAX_TTL_SECONDS + " but is " + ttlSeconds);
        }
    }
}
