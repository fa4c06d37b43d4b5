/** The documents, held to what they promise: that links lead somewhere, names exist, and sentences can be read. */
@NullMarked
package io.holdfast.documents;

import org.jspecify.annotations.NullMarked;
