/** Every setting, read from MicroProfile Config, with all faults reported at once. */
@NullMarked
package io.holdfast.config;

import org.jspecify.annotations.NullMarked;
