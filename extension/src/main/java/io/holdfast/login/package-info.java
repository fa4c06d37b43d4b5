/**
 * Callers of Jakarta Security, remembered in the session, so that each server knows them.
 *
 * <p>Start with {@link io.holdfast.login.RememberLoginInterceptor}.
 *
 * <p>May know the root package, {@code bounded}, {@code store} and {@code web}; Jakarta Security and Servlet.
 */
@NullMarked
package io.holdfast.login;

import org.jspecify.annotations.NullMarked;
