/**
 * Maps and warnings that forget rather than grow.
 *
 * <p>Start with {@link io.holdfast.bounded.BoundedMap}.
 *
 * <p>Knows nothing of ours. Pure Java.
 */
@NullMarked
package io.holdfast.bounded;

import org.jspecify.annotations.NullMarked;
