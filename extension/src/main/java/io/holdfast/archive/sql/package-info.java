/**
 * The archive's rows in a database by JDBC: the table, its dialects, and the merge of a row with a record.
 *
 * <p>Start with {@link io.holdfast.archive.sql.SqlSessionTable}.
 *
 * <p>May know {@code archive}, whose port it implements, {@code bounded}, {@code session}, {@code store} and
 * {@code javax.sql}. Known by {@code cdi} only.
 */
@NullMarked
package io.holdfast.archive.sql;

import org.jspecify.annotations.NullMarked;
