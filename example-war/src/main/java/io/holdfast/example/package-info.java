/** What every page of the example has in common. */
@NullMarked
package io.holdfast.example;

import org.jspecify.annotations.NullMarked;
