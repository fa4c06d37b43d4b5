/**
 * What forgets rather than grow: {@link io.holdfast.bounded.BoundedMap} and {@link io.holdfast.bounded.WarnOnce}. Knows
 * nothing of ours. Pure Java.
 */
@NullMarked
package io.holdfast.bounded;

import org.jspecify.annotations.NullMarked;
