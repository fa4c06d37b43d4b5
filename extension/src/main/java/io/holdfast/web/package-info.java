/**
 * The servlet integration: what an application sees as its {@code HttpSession}. Start with
 * {@link io.holdfast.web.SessionFilter}, through which each request comes, and {@link io.holdfast.web.RequestSession},
 * its hold on its session. Knows {@code io.holdfast.store} for open sessions, {@code io.holdfast.session} for ids, and
 * the Servlet API; CDI is told of sessions by {@link io.holdfast.web.SessionLifecycle}.
 */
@NullMarked
package io.holdfast.web;

import org.jspecify.annotations.NullMarked;
