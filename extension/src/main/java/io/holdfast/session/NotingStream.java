package io.holdfast.session;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Notes the classes it writes that are not known to be readable, and collections that may be torn; writes references
 * for what has one.
 */
final class NotingStream extends ObjectOutputStream {

    private final Set<Class<?>> known;
    private final Substitutes substitutes;
    private final List<Class<?>> unknown = new ArrayList<>();
    private final List<Object> emptied = new ArrayList<>();

    NotingStream(OutputStream out, Set<Class<?>> known, Substitutes substitutes) throws IOException {
        super(out);
        this.known = known;
        this.substitutes = substitutes;
        enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object value) {
        if (EmptiedPlaces.isOf(value)) {
            emptied.add(value);
        }
        return substitutes.stored(value);
    }

    /** As in {@link EmptiedPlaces}. */
    List<Object> emptied() {
        return emptied;
    }

    /** In the order of the stream. */
    List<Class<?>> unknown() {
        return unknown;
    }

    @Override
    protected void annotateClass(Class<?> type) {
        note(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
        note(type);
    }

    private void note(Class<?> type) {
        if (!known.contains(type)) {
            unknown.add(type);
        }
    }
}
