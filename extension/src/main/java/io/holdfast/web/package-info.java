/**
 * The servlet integration: what an application sees as its {@code HttpSession}.
 *
 * <p>Start with {@link io.holdfast.web.SessionFilter}, through which each request comes, and
 * {@link io.holdfast.web.RequestSession}, its hold on its session.
 *
 * <p>May know the root package, {@code bounded}, {@code store} and {@code web.login}; Servlet. CDI hears of sessions by
 * {@link io.holdfast.web.SessionLifecycle}.
 */
@NullMarked
package io.holdfast.web;

import org.jspecify.annotations.NullMarked;
