/** The engine: opens, merges, saves, repairs and ends sessions on the nodes. */
@NullMarked
package io.holdfast.store;

import org.jspecify.annotations.NullMarked;
