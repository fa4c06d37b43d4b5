/**
 * Which node, and is it well: nodes, their placement, their health, and the port through which they are reached. Pure
 * Java.
 */
@NullMarked
package io.holdfast.cluster;

import org.jspecify.annotations.NullMarked;
