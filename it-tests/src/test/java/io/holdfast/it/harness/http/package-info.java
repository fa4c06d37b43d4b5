/** Browsers without a screen, and what servers answer them. */
@NullMarked
package io.holdfast.it.harness.http;

import org.jspecify.annotations.NullMarked;
