/** Logins of Jakarta Security and of the container. */
package io.holdfast.it.logins;
