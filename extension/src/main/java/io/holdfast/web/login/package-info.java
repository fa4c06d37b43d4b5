/**
 * Logins that the container remembers in its own session on one server, kept in step with the session that all servers
 * share.
 *
 * <p>Start with {@link io.holdfast.web.login.ContainerLogin}, which sees its request by
 * {@link io.holdfast.web.login.LoginHost}.
 *
 * <p>May know the root package, {@code bounded} and {@code store}; Servlet. Known by {@code web} only.
 */
@NullMarked
package io.holdfast.web.login;

import org.jspecify.annotations.NullMarked;
