package io.holdfast.session.value;

import org.jspecify.annotations.Nullable;

/**
 * A class as a stream describes it.
 *
 * @param fields their type codes; of an array, its component's
 * @param kind of the collections that say how much they hold, or null
 */
record SerialClass(
        String name,
        int flags,
        String fields,
        ElementCount.@Nullable Kind kind,
        @Nullable SerialClass parent) {}
