/** The engine on real memcached nodes. */
@NullMarked
package io.holdfast.store;

import org.jspecify.annotations.NullMarked;
