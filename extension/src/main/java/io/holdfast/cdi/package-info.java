/**
 * The composition root, and all that the container sees: the extension, the session context, the beans, the health
 * checks.
 */
@NullMarked
package io.holdfast.cdi;

import org.jspecify.annotations.NullMarked;
