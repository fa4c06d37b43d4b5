/**
 * The composition root: builds all that runs from the settings, starts it with the application and stops it.
 *
 * <p>Start with {@link io.holdfast.cdi.HoldfastExtension}, which the container meets, and
 * {@link io.holdfast.cdi.Deployment}.
 *
 * <p>May know everything. Known by nobody.
 */
@NullMarked
package io.holdfast.cdi;

import org.jspecify.annotations.NullMarked;
