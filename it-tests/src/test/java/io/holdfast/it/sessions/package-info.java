/** Sessions of servlets, on one server and on two. */
package io.holdfast.it.sessions;
