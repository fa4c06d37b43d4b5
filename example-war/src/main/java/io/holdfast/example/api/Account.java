package io.holdfast.example.api;

import java.util.Optional;

/** Who is logged in, and how often they have hit. */
interface Account {

    /** Logs in with a count of 0; the payload only makes the session as large as is wanted. */
    void login(String user, byte[] payload);

    /** The user, or empty where nobody is logged in. */
    Optional<String> user();

    /** The hits since the login, 0 where nobody is logged in. */
    int counter();

    /** Counts one more. */
    void hit();
}
