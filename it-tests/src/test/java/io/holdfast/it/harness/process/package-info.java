/** Nodes, databases and what stands before nodes, as processes to hang and to kill; and what lies on nodes. */
@NullMarked
package io.holdfast.it.harness.process;

import org.jspecify.annotations.NullMarked;
