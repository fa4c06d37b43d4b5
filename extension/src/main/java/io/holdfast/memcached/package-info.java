/** The only place that knows the memcached client library. */
@NullMarked
package io.holdfast.memcached;

import org.jspecify.annotations.NullMarked;
