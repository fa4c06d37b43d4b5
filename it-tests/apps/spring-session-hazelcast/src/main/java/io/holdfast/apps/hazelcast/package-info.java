/** Spring Session with Hazelcast, put before an application that knows nothing of it. */
@NullMarked
package io.holdfast.apps.hazelcast;

import org.jspecify.annotations.NullMarked;
