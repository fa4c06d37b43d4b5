package io.holdfast.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.StreamCorruptedException;
import java.util.Arrays;
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
    private final Substitutes substitutes;
    private final ProxyClasses proxies = new ProxyClasses();
    private final Set<Class<?>> readable = ConcurrentHashMap.newKeySet();
    private final FirstSight firstSight = new FirstSight(readable);

    /** @param loaders asked in this order */
    public ValueCodec(List<ClassLoader> loaders, SerialFilter filter, Substitutes substitutes) {
        this.loaders = List.copyOf(loaders);
        this.filter = filter;
        this.substitutes = substitutes;
    }

    /** Without {@link Substitutes}. */
    public ValueCodec(List<ClassLoader> loaders, SerialFilter filter) {
        this(loaders, filter, Substitutes.NONE);
    }

    /** One within the same limits that knows strings and lists of them only, whatever this one allows. */
    public ValueCodec ofTexts() {
        return new ValueCodec(List.of(), filter.ofTexts());
    }

    /**
     * The bytes of {@code value}, of which it is known that {@link #decode} can read them: by reading them, where they
     * have a class that was not read before or a limit may be exceeded.
     *
     * @param stored as it is on the nodes, or null; where the value has these bytes they are not looked at again, and
     *     are what is returned
     * @throws UnstorableValueException where it, or something it refers to, is not serialisable, may not be read back
     *     or fails to be; the message is what, the path to it where that can be found, and what to do
     */
    public byte[] encode(Object value, byte @Nullable [] stored) throws UnstorableValueException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        List<Class<?>> unknown = write(value, out);
        byte[] bytes = out.toByteArray();
        if (stored != null && Arrays.equals(bytes, stored)) {
            return stored;
        }
        if (!unknown.isEmpty() || !isCertainlyWithinLimits(bytes)) {
            readBack(value, bytes);
            readable.addAll(unknown);
        }
        return bytes;
    }

    /** As {@link #encode(Object, byte[])}, of a value that is not stored yet. */
    public byte[] encode(Object value) throws UnstorableValueException {
        return encode(value, null);
    }

    /**
     * Refuses a value that certainly could not be encoded, whatever is changed in it later: tries it out where it has a
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

    private boolean isCertainlyWithinLimits(byte[] bytes) {
        try {
            return GraphSize.of(bytes).isCertainlyWithin(filter.limits());
        } catch (StreamCorruptedException | StackOverflowError e) {
            return false;
        }
    }

    private List<Class<?>> write(Object value, ByteArrayOutputStream bytes) throws UnstorableValueException {
        try (NotingStream out = new NotingStream(bytes, readable, substitutes)) {
            out.writeObject(value);
            return out.unknown();
        } catch (NotSerializableException e) {
            throw ofItsClasses(value, Obstacles.notSerializable(String.valueOf(e.getMessage()), true), e);
        } catch (StackOverflowError e) {
            throw new UnstorableValueException(Refusal.tooDeepForTheStack(filter.limits()), e);
        } catch (IOException | RuntimeException e) {
            throw new UnstorableValueException(Refusal.thrownBy("writeObject, writeReplace or writeExternal", e), e);
        }
    }

    private void readBack(Object value, byte[] bytes) throws UnstorableValueException {
        Refusal refusal = new Refusal(filter, bytes.length);
        try {
            decode(bytes, refusal);
        } catch (UnreadableValueException e) {
            Class<?> refused = refusal.refusedClass();
            if (refused != null) {
                String path = ObjectPaths.to(Set.of(refused), value).getOrDefault(refused, refused.getName());
                throw ofItsClasses(value, Obstacles.notAllowed(path), e);
            }
            throw new UnstorableValueException("it could not be read back: " + e.getMessage(), e);
        }
    }

    /** @param met what is wrong with the class that was met first, told where the others cannot be found */
    private UnstorableValueException ofItsClasses(Object value, String met, Exception cause) {
        Obstacles all = Obstacles.in(value, filter.classes(), substitutes);
        return UnstorableValueException.ofItsClasses(all.isEmpty() ? met : all.told(), cause);
    }

    /**
     * The object that {@code bytes} are.
     *
     * @throws UnreadableValueException for whatever reason they cannot be read; the message is that reason and what to
     *     do
     */
    public Object decode(byte[] bytes) throws UnreadableValueException {
        return decode(bytes, new Refusal(filter, bytes.length));
    }

    private Object decode(byte[] bytes, Refusal refusal) throws UnreadableValueException {
        try {
            requireBearable(bytes, refusal);
            return read(bytes, refusal);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableValueException(refusal.explain(e), e);
        }
    }

    private static void requireBearable(byte[] bytes, Refusal refusal) throws InvalidObjectException {
        GraphSize size;
        try {
            size = GraphSize.of(bytes);
        } catch (StreamCorruptedException e) { // or a class does not write its fields: only its own code can read on
            refusal.boundTables();
            return;
        }
        refusal.requireBearable(size);
    }

    private Object read(byte[] bytes, Refusal refusal) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in =
                new LoadingStream(new ByteArrayInputStream(bytes), loaders, substitutes, proxies, refusal)) {
            return in.readObject();
        }
    }
}
