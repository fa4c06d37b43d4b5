/** Orders that are read from a database and then kept in the session, detached, with all that the provider adds. */
@NullMarked
package io.holdfast.apps.jpa;

import org.jspecify.annotations.NullMarked;
