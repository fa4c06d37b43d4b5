package io.holdfast.faults;

/** What an answer was worth. */
enum Outcome {
    RIGHT,
    /** A 503 as it should be: with Retry-After, without a cookie, without an exception. */
    UNAVAILABLE,
    /** The user was logged in, and is not any more. */
    LOST,
    /** A count lower than this user has seen or had acknowledged. */
    OLDER,
    WRONG_USER,
    /** Anything else, no answer too. */
    ERROR
}
