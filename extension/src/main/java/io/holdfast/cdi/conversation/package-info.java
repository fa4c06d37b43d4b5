/**
 * Conversations that go on on any server: which one a request has, where its beans are, and when it ends.
 *
 * <p>Start with {@link io.holdfast.cdi.conversation.Conversations}.
 *
 * <p>May know the root package, {@code store}, {@code web} and {@code cdi.bean}; CDI, Servlet and Faces. Known by
 * {@code cdi} only.
 */
@NullMarked
package io.holdfast.cdi.conversation;

import org.jspecify.annotations.NullMarked;
