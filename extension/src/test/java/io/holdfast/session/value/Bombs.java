package io.holdfast.session.value;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serialised objects that cost far more to read than their size says. None of them may be hashed or shown. */
final class Bombs {

    private Bombs() {}

    /** Collections that hold each other twice; {@code make} makes those, which are filled when they are in place. */
    static Object nested(int levels, Collection<Object> root, Supplier<Collection<Object>> make) {
        Collection<Object> one = root;
        Collection<Object> other = make.get();
        for (int i = 0; i < levels; i++) {
            Collection<Object> first = make.get();
            Collection<Object> second = make.get();
            first.add("different from the second");
            one.add(first);
            one.add(second);
            other.add(first);
            other.add(second);
            one = first;
            other = second;
        }
        return root;
    }

    static Object nestedSets(int levels) {
        return nested(levels, new HashSet<>(), HashSet::new);
    }

    /** Lists that hold each other twice, under one key of a table, which {@code table} makes of it. */
    static Object nestedListsIn(Function<Object, Object> table, int levels) {
        List<Object> key = new ArrayList<>();
        Object made = table.apply(key);
        List<Object> list = key;
        for (int i = 0; i < levels; i++) {
            List<Object> next = new ArrayList<>();
            list.add(next);
            list.add(next);
            list = next;
        }
        return made;
    }

    /** Lists that all have the hash code 961. */
    static Set<Object> colliding(int count) {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(Arrays.asList(i, -31 * i));
        }
        return new HashSet<>(keys);
    }

    static byte[] bytesOf(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /** Arrays that say they have a million elements, each the first element of another. */
    static byte[] nestedArrays(int depth) throws IOException {
        byte[] first = bytesOf(new Object[0]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first, 0, first.length - Integer.BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(1_000_000);
            for (int i = 1; i < depth; i++) {
                out.writeByte(ObjectStreamConstants.TC_ARRAY);
                out.writeByte(ObjectStreamConstants.TC_REFERENCE);
                out.writeInt(ObjectStreamConstants.baseWireHandle);
                out.writeInt(1_000_000);
            }
        }
        return bytes.toByteArray();
    }

    /** With every {@code from} in {@code bytes} replaced by {@code to} of the same length. */
    static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
        byte[] made = bytes.clone();
        for (int i = 0; i + from.length <= made.length; i++) {
            if (Arrays.equals(made, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, made, i, to.length);
            }
        }
        return made;
    }

    /** Classes of proxies, one for each list of interfaces. */
    static byte[] proxies(List<List<Class<?>>> interfaces) throws IOException {
        byte[] first = bytesOf(new Object[0]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first, 0, first.length - Integer.BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(interfaces.size());
            for (List<Class<?>> types : interfaces) {
                out.writeByte(ObjectStreamConstants.TC_CLASS);
                out.writeByte(ObjectStreamConstants.TC_PROXYCLASSDESC);
                out.writeInt(types.size());
                for (Class<?> type : types) {
                    out.writeUTF(type.getName());
                }
                out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
                out.writeByte(ObjectStreamConstants.TC_NULL);
            }
        }
        return bytes.toByteArray();
    }
}
