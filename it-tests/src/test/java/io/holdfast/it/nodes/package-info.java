/** Nodes that die, hang or are wrong, what health says of them, and what is left on them. */
package io.holdfast.it.nodes;
