package io.holdfast.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;

/** How much what came back is like what was stored, from the least to the most. */
public enum Likeness {
    /** Nothing, or an object of another class. */
    NONE,
    /** As far as can be told from outside: a class without {@code equals} that is written differently each time. */
    SAME_CLASS,
    /** Serialised it has the same bytes. */
    SAME_BYTES,
    /** By the {@code equals} of its class. */
    EQUAL,
    /** The same object, as of an enum. */
    SAME;

    private static final int TIMES = 3;

    /** Of {@code back} and {@code original}. */
    public static Likeness of(Object original, Object back) {
        if (original == back) {
            return SAME;
        }
        if (saysWhatEqualIs(original.getClass()) && original.equals(back)) {
            return EQUAL;
        }
        if (hasSameBytes(original, back)) {
            return SAME_BYTES;
        }
        return original.getClass().equals(back.getClass()) ? SAME_CLASS : NONE;
    }

    private static boolean saysWhatEqualIs(Class<?> type) {
        try {
            return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasSameBytes(Object original, Object back) {
        try {
            return Arrays.equals(written(original), written(back));
        } catch (IOException | RuntimeException e) {
            return false; // it can be written once only, or before it was read only
        }
    }

    /** Of what plain Java serialisation brings back. */
    public static Likeness plain(Object original) throws IOException, ClassNotFoundException {
        return of(original, read(written(original)));
    }

    /**
     * Fails where plain Java serialisation does: where it cannot be written again and again, as an attribute is after
     * each request, or what came back cannot be written.
     */
    public static void requirePlain(Object original) throws IOException, ClassNotFoundException {
        byte[] bytes = {};
        for (int time = 0; time < TIMES; time++) {
            bytes = written(original);
        }
        byte[] unused = written(read(bytes));
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }
}
