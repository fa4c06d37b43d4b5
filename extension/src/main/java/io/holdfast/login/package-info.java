/** Logins of Jakarta Security, kept in the session. */
@NullMarked
package io.holdfast.login;

import org.jspecify.annotations.NullMarked;
