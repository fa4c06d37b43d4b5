/** More of the testing kit: databases to hang and to kill. */
@NullMarked
package io.holdfast.testing;

import org.jspecify.annotations.NullMarked;
