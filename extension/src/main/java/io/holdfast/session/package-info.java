/**
 * A session as data: its record with stamped attributes, how two records merge, and the bytes of a record.
 *
 * <p>Start with {@link io.holdfast.session.SessionRecord} and {@link io.holdfast.session.SessionMerge}.
 *
 * <p>May know {@code keys}. Pure Java.
 */
@NullMarked
package io.holdfast.session;

import org.jspecify.annotations.NullMarked;
