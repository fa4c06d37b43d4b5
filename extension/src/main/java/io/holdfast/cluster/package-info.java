/**
 * Which node, and is it well: nodes, their placement, their health, and the port through which they are reached.
 *
 * <p>Start with {@link io.holdfast.cluster.Cluster}; {@link io.holdfast.cluster.FailoverPolicy} places copies,
 * {@link io.holdfast.cluster.NodeMonitor} detects failures.
 *
 * <p>Knows nothing of ours. Pure Java.
 */
@NullMarked
package io.holdfast.cluster;

import org.jspecify.annotations.NullMarked;
