/** The session for scripts: logs in, counts, reads and logs out, and answers with JSON. */
@NullMarked
package io.holdfast.example.api;

import org.jspecify.annotations.NullMarked;
