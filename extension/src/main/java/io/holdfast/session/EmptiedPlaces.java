package io.holdfast.session;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collections that put null where an element was, and are written with it if that happens just then; but applications
 * put null into them too. The collection itself tells the two apart a moment later.
 */
final class EmptiedPlaces {

    private static final int LOOKS = 5;

    private EmptiedPlaces() {}

    /** Whether {@code value} is one of these. */
    static boolean isOf(Object value) {
        return value instanceof ArrayList
                || value instanceof LinkedList
                || value instanceof EnumMap
                || value instanceof IdentityHashMap;
    }

    /** Whether one of these has null in it. */
    static boolean haveNull(List<Object> collections) {
        return collections.stream().anyMatch(EmptiedPlaces::hasNullAtEachLook);
    }

    /** An IdentityHashMap too shows null for a moment. */
    private static boolean hasNullAtEachLook(Object value) {
        return IntStream.range(0, LOOKS).allMatch(look -> hasNull(value));
    }

    private static boolean hasNull(Object value) {
        try {
            if (value instanceof EnumMap<?, ?> map) {
                return map.containsValue(null);
            }
            if (value instanceof IdentityHashMap<?, ?> map) {
                return map.containsValue(null) || map.containsKey(null);
            }
            return value instanceof List<?> list && list.contains(null);
        } catch (RuntimeException e) {
            return false; // another thread changes it in this moment too
        }
    }
}
