/** What an application may touch: the session store, its events and its exceptions. */
@NullMarked
package io.holdfast;

import org.jspecify.annotations.NullMarked;
