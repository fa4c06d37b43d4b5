package io.holdfast.session.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes one value after another, each as if by a stream of its own. Notes the classes it writes that are not known to
 * be readable; writes references for what has one. Not thread-safe.
 *
 * <p>It is used again, for a new one allocates five kilobytes before its first byte, most of a small value's cost.
 */
final class ClassRecordingStream extends ObjectOutputStream {

    private static final byte[] HEADER = {
        (byte) (ObjectStreamConstants.STREAM_MAGIC >> 8),
        (byte) ObjectStreamConstants.STREAM_MAGIC,
        0,
        ObjectStreamConstants.STREAM_VERSION
    };

    private final Exchangeable target;
    private final Set<Class<?>> known;
    private final ReplacedObjects replacedObjects;
    private final List<Class<?>> unknown = new ArrayList<>();

    ClassRecordingStream(Set<Class<?>> known, ReplacedObjects replacedObjects) throws IOException {
        this(new Exchangeable(), known, replacedObjects);
    }

    private ClassRecordingStream(Exchangeable target, Set<Class<?>> known, ReplacedObjects replacedObjects)
            throws IOException {
        super(target);
        this.target = target;
        this.known = known;
        this.replacedObjects = replacedObjects;
        enableReplaceObject(replacedObjects != ReplacedObjects.NONE);
        flush(); // its own header goes nowhere
    }

    /** What is written goes to {@code out} while there is one. */
    private static final class Exchangeable extends OutputStream {
        private OutputStream out = nullOutputStream();

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }
    }

    /**
     * Writes a value with the header of a stream. If this throws, the stream must not be used again.
     *
     * @return the classes in it that are not known to be readable, in the order of the stream
     */
    List<Class<?>> writeWhole(Object value, OutputStream out) throws IOException {
        out.write(HEADER);
        target.out = out;
        writeObject(value);
        flush();
        List<Class<?>> met = List.copyOf(unknown);
        target.out = OutputStream.nullOutputStream();
        unknown.clear();
        reset(); // forgets all objects, and says so to nobody
        flush();
        return met;
    }

    @Override
    protected Object replaceObject(Object value) {
        return replacedObjects.stored(value);
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
