/**
 * Logins that the container remembers in its own session on one server, kept in step with the session that all servers
 * share. Start with {@link io.holdfast.web.login.ContainerLogin}. Knows {@code io.holdfast.session} for ids,
 * {@code io.holdfast.store} for open sessions, and the Servlet API; it sees its request by
 * {@link io.holdfast.web.login.LoginHost}.
 */
@NullMarked
package io.holdfast.web.login;

import org.jspecify.annotations.NullMarked;
