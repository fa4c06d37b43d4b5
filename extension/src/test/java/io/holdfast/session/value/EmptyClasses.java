package io.holdfast.session.value;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.List;

/** A library of one class that has nothing but its name. */
final class EmptyClasses extends ClassLoader {

    private static final int CLASS = 7; // the tags of a class file's constants
    private static final int TEXT = 1;
    private static final int JAVA_17 = 61;
    private static final int PUBLIC = 0x21;

    private final String name;

    EmptyClasses(String name) {
        super(null);
        this.name = name;
    }

    @Override
    protected Class<?> findClass(String wanted) throws ClassNotFoundException {
        if (!wanted.equals(name)) {
            throw new ClassNotFoundException(wanted);
        }
        byte[] bytes = classFile();
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] classFile() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(JAVA_17);
            out.writeShort(5); // one more than constants
            constants(out, name, 2);
            constants(out, "java.lang.Object", 4);
            for (int part : new int[] {PUBLIC, 1, 3, 0, 0, 0, 0}) { // no interfaces, fields, methods, attributes
                out.writeShort(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void constants(DataOutputStream out, String type, int text) throws IOException {
        out.writeByte(CLASS);
        out.writeShort(text);
        out.writeByte(TEXT);
        out.writeUTF(type.replace('.', '/'));
    }

    /** By an empty array, of which the element's class is asked for as that of an object is. */
    boolean isStorableBy(AllowedClasses allowed) {
        ValueCodec codec =
                new ValueCodec(List.of(this), new SerialFilter(allowed, new SerialFilter.Limits(100, 1_000, 100_000)));
        try {
            Object none = Array.newInstance(loadClass(name), 0);
            codec.decode(codec.encode(none));
            return true;
        } catch (UnstorableValueException e) {
            return false;
        } catch (UnreadableValueException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
