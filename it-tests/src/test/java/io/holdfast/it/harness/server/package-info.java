/** Application servers of every make as processes: started, stopped, killed, and given applications. */
@NullMarked
package io.holdfast.it.harness.server;

import org.jspecify.annotations.NullMarked;
