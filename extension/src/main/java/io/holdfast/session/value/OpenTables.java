package io.holdfast.session.value;

import java.io.ObjectInputFilter.FilterInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Counts the hash tables that are in each other while they are read, as far as the stream asks its filter about their
 * arrays: for graphs that {@link SerializedGraph} cannot measure. Not thread-safe.
 */
final class OpenTables {

    private static final Class<?> ARRAY_OF_TABLE = Map.Entry[].class; // which HashMap and its like ask for

    private final Deque<Long> depths = new ArrayDeque<>();

    /** How many there are, this one among them, that may not be read to their end. */
    int with(FilterInfo info) {
        while (!depths.isEmpty() && depths.peek() >= info.depth()) {
            depths.pop();
        }
        if (info.serialClass() == ARRAY_OF_TABLE) {
            depths.push(info.depth());
        }
        return depths.size();
    }
}
