/**
 * What an application may touch: the session store, its ids, events and exceptions. No other package is for
 * applications.
 *
 * <p>Start with {@link io.holdfast.SessionStore}.
 *
 * <p>Knows nothing of ours.
 */
@NullMarked
package io.holdfast;

import org.jspecify.annotations.NullMarked;
