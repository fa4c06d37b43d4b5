/**
 * The engine: opens, merges, saves, repairs and ends sessions on the nodes.
 *
 * <p>Start with {@link io.holdfast.store.SessionEngine}, which opens, and {@link io.holdfast.store.OpenSession}, which
 * is one unit of work. {@code SessionEngineAssembly} shows what an engine is made of.
 *
 * <p>May know the root package, {@code bounded}, {@code keys}, {@code session}, {@code session.value} and
 * {@code cluster}. Pure Java.
 */
@NullMarked
package io.holdfast.store;

import org.jspecify.annotations.NullMarked;
