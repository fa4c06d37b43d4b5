/**
 * Beans that are kept in a session's record, and the beans of ours that show an application its request and session.
 *
 * <p>Start with {@link io.holdfast.cdi.bean.StoredBeans}.
 *
 * <p>May know the root package, {@code bounded}, {@code session.value}, {@code store} and {@code web}; CDI, Servlet,
 * Faces and the platform's naming. Known by {@code cdi} and {@code cdi.conversation} only.
 */
@NullMarked
package io.holdfast.cdi.bean;

import org.jspecify.annotations.NullMarked;
