package io.holdfast.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns attribute values into bytes and back by Java serialisation, classes looked up in the given loaders and nothing
 * instantiated that the filter does not allow. Thread-safe.
 */
public final class ValueCodec {

    private final List<ClassLoader> loaders;
    private final SerialFilter filter;
    private final Substitutes substitutes;
    private final Set<Class<?>> readable = ConcurrentHashMap.newKeySet();

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
        if (unknown.isEmpty() && GraphWalk.isWithin(bytes, filter.limits())) {
            return bytes;
        }
        readBack(value, bytes);
        readable.addAll(unknown);
        return bytes;
    }

    /** As {@link #encode(Object, byte[])}, of a value that is not stored yet. */
    public byte[] encode(Object value) throws UnstorableValueException {
        return encode(value, null);
    }

    private List<Class<?>> write(Object value, ByteArrayOutputStream bytes) throws UnstorableValueException {
        try (NotingStream out = new NotingStream(bytes, readable, substitutes)) {
            out.writeObject(value);
            return out.unknown();
        } catch (NotSerializableException e) {
            String where = UnserializablePath.find(value, e);
            throw new UnstorableValueException(
                    where
                            + " is not serialisable; make that class implement java.io.Serializable or the field transient",
                    e);
        } catch (StackOverflowError e) {
            throw new UnstorableValueException(Refusal.tooDeepForTheStack(filter.limits()), e);
        } catch (IOException | RuntimeException e) {
            throw new UnstorableValueException(Refusal.thrownBy("writeObject, writeReplace or writeExternal", e), e);
        }
    }

    private void readBack(Object value, byte[] bytes) throws UnstorableValueException {
        Refusal refusal = new Refusal(filter);
        try {
            decode(bytes, refusal);
        } catch (UnreadableValueException e) {
            Class<?> refused = refusal.refusedClass();
            throw new UnstorableValueException(
                    refused == null
                            ? "it could not be read back: " + e.getMessage()
                            : Refusal.notAllowed(UnserializablePath.find(value, refused)),
                    e);
        }
    }

    /**
     * The object that {@code bytes} are.
     *
     * @throws UnreadableValueException for whatever reason they cannot be read; the message is that reason and what to
     *     do
     */
    public Object decode(byte[] bytes) throws UnreadableValueException {
        return decode(bytes, new Refusal(filter));
    }

    private Object decode(byte[] bytes, Refusal refusal) throws UnreadableValueException {
        try (ObjectInputStream in = new LoadingStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(refusal);
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableValueException(refusal.explain(e), e);
        }
    }

    /** A container may show applications a class without those that it is made of: these its own loader knows. */
    private final class LoadingStream extends ObjectInputStream {
        private final Set<ClassLoader> met = new LinkedHashSet<>();

        LoadingStream(InputStream in) throws IOException {
            super(in);
            enableResolveObject(substitutes != Substitutes.NONE);
        }

        @Override
        protected Object resolveObject(Object read) throws InvalidObjectException {
            try {
                return substitutes.live(read);
            } catch (InvalidObjectException e) {
                throw new NotHereException(e);
            }
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            for (ClassLoader loader : inOrder()) {
                try {
                    return noted(Class.forName(description.getName(), false, loader));
                } catch (ClassNotFoundException e) {
                    // the next loader may know it
                }
            }
            return super.resolveClass(description);
        }

        private List<ClassLoader> inOrder() {
            return Stream.concat(loaders.stream(), met.stream()).toList();
        }

        private Class<?> noted(Class<?> found) {
            ClassLoader loader = found.getClassLoader();
            if (loader != null) {
                met.add(loader);
            }
            return found;
        }

        @Override
        @SuppressWarnings("deprecation") // ObjectInputStream asks for a class, and only getProxyClass gives one
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            for (ClassLoader loader : loaders) {
                try {
                    Class<?>[] types = new Class<?>[interfaces.length];
                    for (int i = 0; i < interfaces.length; i++) {
                        types[i] = Class.forName(interfaces[i], false, loader);
                    }
                    return Proxy.newProxyInstance(loader, types, (proxy, method, args) -> null)
                            .getClass();
                } catch (ClassNotFoundException | IllegalArgumentException e) {
                    // the next loader may see all of them
                }
            }
            throw new ClassNotFoundException("a proxy of " + String.join(", ", interfaces));
        }
    }
}
