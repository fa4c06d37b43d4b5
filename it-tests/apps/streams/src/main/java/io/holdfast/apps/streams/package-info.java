/** What uses a session outside of usual requests: messages of a WebSocket, and a stream of events. */
@NullMarked
package io.holdfast.apps.streams;

import org.jspecify.annotations.NullMarked;
