/**
 * The secret keys of an application: which there are, what is derived from them, and how bytes are sealed under them.
 *
 * <p>Start with {@link io.holdfast.keys.KeyChain} and {@link io.holdfast.keys.Seal}.
 *
 * <p>May know {@code bounded}. Pure Java.
 */
@NullMarked
package io.holdfast.keys;

import org.jspecify.annotations.NullMarked;
