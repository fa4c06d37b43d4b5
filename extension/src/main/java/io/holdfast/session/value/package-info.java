/**
 * One attribute as bytes: what may be stored, how it is encoded without being torn, and how it is read back without
 * harm.
 *
 * <p>Start with {@link io.holdfast.session.value.ValueCodec}; {@link io.holdfast.session.value.SerialFilter} says which
 * classes may be read.
 *
 * <p>May know {@code session}. Pure Java.
 */
@NullMarked
package io.holdfast.session.value;

import org.jspecify.annotations.NullMarked;
