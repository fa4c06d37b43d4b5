/**
 * The only place that knows the memcached client library.
 *
 * <p>Start with {@link io.holdfast.memcached.MemcachedNode}.
 *
 * <p>May know {@code cluster}, whose port it implements, and xmemcached.
 */
@NullMarked
package io.holdfast.memcached;

import org.jspecify.annotations.NullMarked;
