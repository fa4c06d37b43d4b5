package io.holdfast.session.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Notes the classes it writes that are not known to be readable; writes references for what has one. */
final class ClassRecordingStream extends ObjectOutputStream {

    private final Set<Class<?>> known;
    private final ReplacedObjects replacedObjects;
    private final List<Class<?>> unknown = new ArrayList<>();

    ClassRecordingStream(OutputStream out, Set<Class<?>> known, ReplacedObjects replacedObjects) throws IOException {
        super(out);
        this.known = known;
        this.replacedObjects = replacedObjects;
        enableReplaceObject(replacedObjects != ReplacedObjects.NONE);
    }

    @Override
    protected Object replaceObject(Object value) {
        return replacedObjects.stored(value);
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
