/** Servlets and beans of the applications that callers log in to. */
package io.holdfast.it.app.login;
