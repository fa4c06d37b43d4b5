package io.holdfast.session.value;

import io.holdfast.session.value.SteadyEncoding.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.StreamCorruptedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns attribute values into bytes and back by Java serialisation, classes looked up in the given loaders and nothing
 * instantiated that the filter does not allow. Thread-safe.
 */
public final class ValueCodec {

    private final List<ClassLoader> loaders;
    private final SerialFilter filter;
    private final ReplacedObjects replacedObjects;
    private final ProxyClasses proxies = new ProxyClasses();
    private final Set<Class<?>> readable = ConcurrentHashMap.newKeySet();
    private final FirstSight firstSight = new FirstSight(readable);
    private final SteadyEncoding.Encoder encoder = new Encoder();
    private final StreamPool streams;

    /** @param loaders asked in this order */
    public ValueCodec(List<ClassLoader> loaders, SerialFilter filter, ReplacedObjects replacedObjects) {
        this.loaders = List.copyOf(loaders);
        this.filter = filter;
        this.replacedObjects = replacedObjects;
        this.streams = new StreamPool(() -> new ClassRecordingStream(readable, replacedObjects));
    }

    private final class Encoder implements SteadyEncoding.Encoder {

        @Override
        public Written write(Object value, byte[] likely) throws UnstorableValueException {
            return ValueCodec.this.write(value, likely);
        }

        @Override
        public void verify(Object value, Written written, boolean isDoubtful) throws UnstorableValueException {
            ValueCodec.this.verify(value, written, isDoubtful);
        }
    }

    /** Without {@link ReplacedObjects}. */
    public ValueCodec(List<ClassLoader> loaders, SerialFilter filter) {
        this(loaders, filter, ReplacedObjects.NONE);
    }

    /** One within the same limits that knows strings and lists of them only, whatever this one allows. */
    public ValueCodec ofTexts() {
        return new ValueCodec(List.of(), filter.ofTexts());
    }

    /**
     * The bytes of {@code value}, of which it is known that {@link #decode} can read them: by reading them, if they
     * have a class that was not read before or a limit may be exceeded. For values that nobody changes meanwhile.
     *
     * @param stored as it is on the nodes, or null; if the value has these bytes they are not looked at again, and are
     *     what is returned
     * @throws UnstorableValueException if it, or something it refers to, is not serialisable, may not be read back or
     *     fails to be; the message is what, the path to it if that can be found, and what to do
     */
    public byte[] encode(Object value, byte @Nullable [] stored) throws UnstorableValueException {
        return new SteadyEncoding(encoder, value, stored, 1).bytes(EncodingRetries.ONE);
    }

    /** As {@link #encode(Object, byte[])}, of a value that is not stored yet. */
    public byte[] encode(Object value) throws UnstorableValueException {
        return encode(value, null);
    }

    /**
     * As {@link #encode(Object, byte[])}, of a value that other threads may change meanwhile: new bytes are believed if
     * two encodings in a row are equal, else if all that was written is there again when it is read back.
     *
     * @throws UnstorableValueException also if other threads have changed it at each try
     */
    public byte[] encode(Object value, byte @Nullable [] stored, EncodingRetries retries)
            throws UnstorableValueException {
        return new SteadyEncoding(encoder, value, stored, 2).bytes(retries);
    }

    /**
     * Whether {@code value} could be encoded at this moment; as {@link #encode(Object, byte[], EncodingRetries)} if
     * not.
     */
    public void tryOut(Object value, EncodingRetries retries) throws UnstorableValueException {
        new SteadyEncoding(encoder, value, null, 1).bytes(retries);
    }

    /**
     * Refuses a value that certainly could not be encoded, whatever is changed in it later: tries it out if it has a
     * class that was not met before, as far as that can be seen at little cost.
     *
     * @throws UnstorableValueException as {@link #encode}, for its classes only
     */
    public void check(Object value) throws UnstorableValueException {
        FirstSight.Look look = firstSight.look(value);
        if (look.isKnown()) {
            return;
        }
        try {
            encode(value);
            look.remember();
        } catch (UnstorableValueException e) {
            if (e.isOfItsClasses()) {
                throw e;
            }
        }
    }

    private Written write(Object value, byte[] likely) throws UnstorableValueException {
        ComparingBytes bytes = new ComparingBytes(likely);
        try {
            ClassRecordingStream out = streams.take(); // lost if it throws: it may be in the middle of something
            List<Class<?>> unknown = out.writeWhole(value, bytes);
            streams.giveBack(out, bytes.size());
            return new Written(bytes.taken(), unknown);
        } catch (NotSerializableException e) {
            throw ofItsClasses(value, Obstacles.notSerializable(String.valueOf(e.getMessage()), true), e);
        } catch (StackOverflowError e) {
            throw UnstorableValueException.lasting(RejectionFilter.tooDeepForTheStack(filter.limits()), e);
        } catch (IOException | RuntimeException e) {
            throw UnstorableValueException.perhapsTorn(
                    RejectionFilter.thrownBy("writeObject, writeReplace or writeExternal", e), e);
        }
    }

    private void verify(Object value, Written written, boolean isDoubtful) throws UnstorableValueException {
        GraphSize size = measured(written.bytes());
        if (size != null && size.miscount() != null) {
            throw UnstorableValueException.torn(
                    size.miscount() + ", as happens when threads change it at the same time without a lock", null);
        }
        if (size != null && size.doubtfulNulls() > 0 && !EmptiedPlaces.haveNull(value, replacedObjects)) {
            throw UnstorableValueException.torn(
                    "a collection in it was written with null where an element had been", null);
        }
        boolean isCertain = size != null && size.isCertainlyWithin(filter.limits());
        if (isDoubtful || !isCertain || !written.unknown().isEmpty()) {
            Object read = readBack(value, written.bytes(), size);
            if (isDoubtful && size != null) {
                requireAll(read, size);
            }
            readable.addAll(written.unknown());
        }
    }

    private static @Nullable GraphSize measured(byte[] bytes) {
        try {
            return GraphMeter.of(bytes);
        } catch (StreamCorruptedException | StackOverflowError e) {
            return null;
        }
    }

    /** By writing what was read: nobody changes that. */
    private void requireAll(Object read, GraphSize written) throws UnstorableValueException {
        GraphSize again = measured(write(read, SteadyEncoding.NOTHING).bytes());
        if (again != null && again.references() < written.references()) {
            throw UnstorableValueException.torn(
                    "of " + written.references() + " objects that were written " + again.references()
                            + " were there when it was read back",
                    null);
        }
    }

    private Object readBack(Object value, byte[] bytes, @Nullable GraphSize size) throws UnstorableValueException {
        RejectionFilter rejectionFilter = new RejectionFilter(filter, bytes.length);
        try {
            return decode(bytes, size, rejectionFilter);
        } catch (UnreadableValueException e) {
            Class<?> refused = rejectionFilter.refusedClass();
            if (refused != null) {
                String path = ObjectPaths.to(Set.of(refused), value).getOrDefault(refused, refused.getName());
                throw ofItsClasses(value, Obstacles.notAllowed(path), e);
            }
            throw UnstorableValueException.perhapsTorn("it could not be read back: " + e.getMessage(), e);
        }
    }

    /** @param met what is wrong with the class that was met first, told if the others cannot be found */
    private UnstorableValueException ofItsClasses(Object value, String met, Exception cause) {
        Obstacles all = Obstacles.in(value, filter.classes(), replacedObjects);
        return UnstorableValueException.ofItsClasses(all.isEmpty() ? met : all.told(), cause);
    }

    /**
     * The object that {@code bytes} are.
     *
     * @throws UnreadableValueException for whatever reason they cannot be read; the message is that reason and what to
     *     do
     */
    public Object decode(byte[] bytes) throws UnreadableValueException {
        return decode(bytes, null, new RejectionFilter(filter, bytes.length));
    }

    /** @param known the size of what they are, if it was measured already */
    private Object decode(byte[] bytes, @Nullable GraphSize known, RejectionFilter rejectionFilter)
            throws UnreadableValueException {
        try {
            requireBearable(bytes, known, rejectionFilter);
            return read(bytes, rejectionFilter);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableValueException(rejectionFilter.explain(e), e);
        }
    }

    private static void requireBearable(byte[] bytes, @Nullable GraphSize known, RejectionFilter rejectionFilter)
            throws InvalidObjectException {
        GraphSize size;
        try {
            size = known != null ? known : GraphMeter.of(bytes);
        } catch (StreamCorruptedException e) { // or a class does not write its fields: only its own code can read on
            rejectionFilter.boundTables();
            return;
        }
        rejectionFilter.requireBearable(size);
    }

    private Object read(byte[] bytes, RejectionFilter rejectionFilter) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new LoadingStream(
                new ByteArrayInputStream(bytes), loaders, replacedObjects, proxies, rejectionFilter)) {
            return in.readObject();
        }
    }
}
