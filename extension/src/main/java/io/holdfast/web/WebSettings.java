package io.holdfast.web;

/**
 * What may be set of the servlet face.
 *
 * @param idleTimeoutSeconds how long a new session may stay unused; 0 or less means for ever
 */
public record WebSettings(CookieSettings cookie, int idleTimeoutSeconds) {}
