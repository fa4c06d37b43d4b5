/** Spring Session with Redis, put before an application that knows nothing of it. */
@NullMarked
package io.holdfast.apps.redis;

import org.jspecify.annotations.NullMarked;
