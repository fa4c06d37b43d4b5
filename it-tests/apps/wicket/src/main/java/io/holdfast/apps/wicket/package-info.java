/** A guest book of Wicket pages; its pages are kept in the session, for Wicket's disk store is one server's. */
@NullMarked
package io.holdfast.apps.wicket;

import org.jspecify.annotations.NullMarked;
