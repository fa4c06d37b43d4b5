/** A shop of PrimeFaces pages; the state of its views is on the server, as it is by default. */
@NullMarked
package io.holdfast.apps.primefaces;

import org.jspecify.annotations.NullMarked;
