/**
 * The copy of sessions in a database: written behind, guarded by version, read if the nodes have nothing.
 *
 * <p>Start with {@link io.holdfast.archive.WriteBehind}.
 *
 * <p>May know {@code bounded}, {@code session} and {@code store}, whose port it implements. Pure Java.
 */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
