package io.holdfast.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns attribute values into bytes and back by Java serialisation, classes looked up in the given loaders and nothing
 * instantiated that the filter does not allow. Thread-safe.
 */
public final class ValueCodec {

    private final List<ClassLoader> loaders;
    private final SerialFilter filter;

    /** @param loaders asked in this order */
    public ValueCodec(List<ClassLoader> loaders, SerialFilter filter) {
        this.loaders = List.copyOf(loaders);
        this.filter = filter;
    }

    /**
     * The bytes of {@code value}.
     *
     * @throws NotSerializableException where it, or something it refers to, is not serialisable; the message is the
     *     class and the path to it
     * @throws IOException where an object's own serialisation fails
     */
    public byte[] encode(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (NotSerializableException e) {
            throw new NotSerializableException(UnserializablePath.find(value, e));
        }
        return bytes.toByteArray();
    }

    /**
     * The object that {@code bytes} are.
     *
     * @throws UnreadableValueException for whatever reason they cannot be read; the message names the class where one
     *     was refused or is missing
     */
    public Object decode(byte[] bytes) throws UnreadableValueException {
        Refusal refusal = new Refusal(filter);
        try (ObjectInputStream in = new LoadingStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(refusal);
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableValueException(refusal.explain(e), e);
        }
    }

    /** Remembers which class was refused, which the exception that follows does not say. */
    private static final class Refusal implements ObjectInputFilter {
        private final SerialFilter filter;
        private @Nullable String refused;

        Refusal(SerialFilter filter) {
            this.filter = filter;
        }

        @Override
        public Status checkInput(FilterInfo info) {
            Status status = filter.check(info);
            if (status == Status.REJECTED) {
                Class<?> type = info.serialClass();
                refused = type == null ? "its size or depth" : "class " + type.getName();
            }
            return status;
        }

        String explain(Throwable failure) {
            return refused == null ? failure.toString() : refused + " is not allowed";
        }
    }

    private final class LoadingStream extends ObjectInputStream {
        LoadingStream(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            for (ClassLoader loader : loaders) {
                try {
                    return Class.forName(description.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                    // the next loader may know it
                }
            }
            return super.resolveClass(description);
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
