package io.holdfast.web;

/**
 * What may be set of the servlet integration.
 *
 * @param idleTimeoutSeconds how long a new session may stay unused; 0 or less means for ever
 * @param keptFromCaches whether responses that set the cookie are kept out of shared caches
 * @param newSessionsWarn how many sessions may begin within a second without a warning
 * @param newSessionsMost how many may begin within a second at all; {@code Integer.MAX_VALUE} for any number
 */
public record WebSettings(
        CookieSettings cookie,
        int idleTimeoutSeconds,
        boolean keptFromCaches,
        int newSessionsWarn,
        int newSessionsMost) {}
