/** Users on two servers and three nodes, what happens to these, and the table of what it cost: it-tests/faults. */
@NullMarked
package io.holdfast.faults;

import org.jspecify.annotations.NullMarked;
