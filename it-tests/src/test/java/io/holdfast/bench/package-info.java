/** What keeping sessions costs, with Holdfast and with what else there is, side by side in one run: it-tests/bench. */
@NullMarked
package io.holdfast.bench;

import org.jspecify.annotations.NullMarked;
