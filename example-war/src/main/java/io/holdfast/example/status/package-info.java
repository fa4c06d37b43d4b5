/** What the page tells of the machinery; the only part of the example that knows Holdfast. */
@NullMarked
package io.holdfast.example.status;

import org.jspecify.annotations.NullMarked;
