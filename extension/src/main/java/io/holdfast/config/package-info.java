/**
 * Every setting, read from MicroProfile Config, with all that is wrong reported at once.
 *
 * <p>Start with {@link io.holdfast.config.Setting}, then {@link io.holdfast.config.Settings}.
 *
 * <p>Knows nothing of ours, and MicroProfile Config if it is there.
 */
@NullMarked
package io.holdfast.config;

import org.jspecify.annotations.NullMarked;
