/** What a session is: its id, its record with stamped attributes, how two records merge, and their bytes. Pure Java. */
@NullMarked
package io.holdfast.session;

import org.jspecify.annotations.NullMarked;
