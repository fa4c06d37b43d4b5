/** The testing kit: a clock turned by hand, a node that fails on demand, a memcached process to kill. */
@NullMarked
package io.holdfast.testing;

import org.jspecify.annotations.NullMarked;
