package io.holdfast.config;

/** Whether responses that set the session cookie are kept out of shared caches. */
public enum KeepFromCaches {
    /** They say so themselves. */
    TRUE,
    /** The application or its proxies see to it. */
    FALSE
}
