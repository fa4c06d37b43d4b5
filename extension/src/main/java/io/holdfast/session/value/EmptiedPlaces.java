package io.holdfast.session.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collections that put null where an element was, and are written with it if that happens just then; but applications
 * put null into them too. The collections themselves tell the two apart a moment later. They are found by writing once
 * more: that goes where serialisation goes, and only values with null in such a collection pay for it.
 */
final class EmptiedPlaces {

    private static final int LOOKS = 5;

    private EmptiedPlaces() {}

    /** Whether one of these in {@code root} has null in it. */
    static boolean haveNull(Object root, ReplacedObjects replacedObjects) {
        List<Object> found = new ArrayList<>();
        try (Finder finder = new Finder(replacedObjects, found)) {
            finder.writeObject(root);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // another thread changes it in this moment too: what was found before is looked at
        }
        return found.stream().anyMatch(EmptiedPlaces::hasNullAtEachLook);
    }

    private static boolean isOne(Object value) {
        return value instanceof ArrayList
                || value instanceof LinkedList
                || value instanceof EnumMap
                || value instanceof IdentityHashMap;
    }

    /** An IdentityHashMap itself shows null for a moment. */
    private static boolean hasNullAtEachLook(Object collection) {
        return IntStream.range(0, LOOKS).allMatch(look -> hasNull(collection));
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

    private static final class Finder extends ObjectOutputStream {

        private final ReplacedObjects replacedObjects;
        private final List<Object> found;

        Finder(ReplacedObjects replacedObjects, List<Object> found) throws IOException {
            super(OutputStream.nullOutputStream());
            this.replacedObjects = replacedObjects;
            this.found = found;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) {
            if (isOne(value)) {
                found.add(value);
            }
            return replacedObjects.stored(value);
        }
    }
}
