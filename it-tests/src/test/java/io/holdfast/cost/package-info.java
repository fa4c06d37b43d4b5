/** What a request costs the server and the nodes, of several jars in one run: it-tests/cost. */
@NullMarked
package io.holdfast.cost;

import org.jspecify.annotations.NullMarked;
