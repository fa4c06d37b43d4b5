/** The node client on real memcached processes, and on what pretends to be one. */
@NullMarked
package io.holdfast.memcached;

import org.jspecify.annotations.NullMarked;
