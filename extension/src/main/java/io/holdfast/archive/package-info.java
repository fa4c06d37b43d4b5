/** The copy of sessions in a database: written behind, guarded by version, read where the nodes have nothing. */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
