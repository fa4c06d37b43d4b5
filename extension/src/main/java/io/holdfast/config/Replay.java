package io.holdfast.config;

/** What keeps a session from coming back whose old bytes somebody puts back on all nodes. */
public enum Replay {
    /** The time until which they are believed, and that servers remember the ends they saw. */
    USUAL,
    /** The archive too, which is asked at first sight and once a minute. */
    STRICT
}
