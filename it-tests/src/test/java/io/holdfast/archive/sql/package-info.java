/** The archive's rows in real databases. */
@NullMarked
package io.holdfast.archive.sql;

import org.jspecify.annotations.NullMarked;
