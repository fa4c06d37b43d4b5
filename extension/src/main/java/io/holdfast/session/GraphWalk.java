package io.holdfast.session;

import static java.io.ObjectStreamConstants.SC_BLOCK_DATA;
import static java.io.ObjectStreamConstants.SC_EXTERNALIZABLE;
import static java.io.ObjectStreamConstants.SC_WRITE_METHOD;
import static java.io.ObjectStreamConstants.TC_ARRAY;
import static java.io.ObjectStreamConstants.TC_BLOCKDATA;
import static java.io.ObjectStreamConstants.TC_BLOCKDATALONG;
import static java.io.ObjectStreamConstants.TC_CLASS;
import static java.io.ObjectStreamConstants.TC_CLASSDESC;
import static java.io.ObjectStreamConstants.TC_ENDBLOCKDATA;
import static java.io.ObjectStreamConstants.TC_ENUM;
import static java.io.ObjectStreamConstants.TC_LONGSTRING;
import static java.io.ObjectStreamConstants.TC_NULL;
import static java.io.ObjectStreamConstants.TC_OBJECT;
import static java.io.ObjectStreamConstants.TC_PROXYCLASSDESC;
import static java.io.ObjectStreamConstants.TC_REFERENCE;
import static java.io.ObjectStreamConstants.TC_STRING;
import static java.io.ObjectStreamConstants.baseWireHandle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures an object graph in its serialised form, without making its objects: for that costs a fraction of reading
 * them. Depth and references come out as {@link java.io.ObjectInputStream} counts them, or a little higher.
 *
 * <p>The grammar is that of the Java Object Serialization Specification, section 6.4.
 */
final class GraphWalk {

    private static final int STREAM_HEADER = 4;
    private static final int SLOTS_PER_ENTRY = 8; // at most, of a hash table, whose length is checked as an array's is
    private static final int SMALLEST_TABLE = 64;

    private final ByteBuffer in;
    private final SerialFilter.Limits limits;
    private final List<@Nullable Description> handles = new ArrayList<>();
    private long references;

    /** @param fields their type codes; of an array, its component's */
    private record Description(
            int flags, String fields, @Nullable Description parent) {}

    private GraphWalk(byte[] bytes, SerialFilter.Limits limits) {
        this.in = ByteBuffer.wrap(bytes, STREAM_HEADER, bytes.length - STREAM_HEADER);
        this.limits = limits;
    }

    /** Whether they certainly are within the limits. */
    static boolean isWithin(byte[] bytes, SerialFilter.Limits limits) {
        if (bytes.length > limits.bytes()) {
            return false;
        }
        try {
            GraphWalk walk = new GraphWalk(bytes, limits);
            walk.content(walk.in.get(), 1);
            return !walk.in.hasRemaining() && walk.references * SLOTS_PER_ENTRY + SMALLEST_TABLE <= limits.bytes();
        } catch (RuntimeException | StackOverflowError e) {
            return false; // beyond a limit, or of a form that only its class understands
        }
    }

    private void enter(int depth) {
        if (depth > limits.depth() || ++references > limits.references()) {
            throw new IllegalStateException("beyond a limit");
        }
    }

    private void content(byte code, int depth) {
        enter(depth);
        switch (code) {
            case TC_NULL -> {}
            case TC_REFERENCE -> in.getInt();
            case TC_OBJECT -> object(depth);
            case TC_STRING, TC_LONGSTRING -> string(code);
            case TC_ARRAY -> array(depth);
            case TC_ENUM -> {
                define(depth);
                string(in.get());
            }
            case TC_CLASS -> define(depth);
            case TC_BLOCKDATA -> skip(Byte.toUnsignedInt(in.get()));
            case TC_BLOCKDATALONG -> skip(in.getInt());
            default -> throw new IllegalStateException("code " + code);
        }
    }

    /** The description that an object begins with, and the object's handle. */
    private Description define(int depth) {
        Description description = description(depth);
        handles.add(null);
        if (description == null) {
            throw new IllegalStateException("an object without a class");
        }
        return description;
    }

    private void object(int depth) {
        Description description = define(depth);
        if ((description.flags & SC_EXTERNALIZABLE) == 0) {
            parts(description, depth);
        } else if ((description.flags & SC_BLOCK_DATA) != 0) {
            contents(depth);
        } else {
            throw new IllegalStateException("readable by its class only");
        }
    }

    private void parts(Description description, int depth) {
        if (description.parent != null) {
            parts(description.parent, depth);
        }
        for (int i = 0; i < description.fields.length(); i++) {
            value(description.fields.charAt(i), depth);
        }
        if ((description.flags & SC_WRITE_METHOD) != 0) {
            contents(depth);
        }
    }

    private void array(int depth) {
        char component = define(depth).fields.charAt(0);
        int length = in.getInt();
        for (int i = 0; i < length; i++) {
            value(component, depth);
        }
    }

    private void value(char type, int depth) {
        switch (type) {
            case 'B', 'Z' -> skip(Byte.BYTES);
            case 'C', 'S' -> skip(Short.BYTES);
            case 'I', 'F' -> skip(Integer.BYTES);
            case 'J', 'D' -> skip(Long.BYTES);
            default -> content(in.get(), depth + 1);
        }
    }

    private void contents(int depth) {
        for (byte code = in.get(); code != TC_ENDBLOCKDATA; code = in.get()) {
            content(code, depth + 1);
        }
    }

    private @Nullable Description description(int depth) {
        byte code = in.get();
        return switch (code) {
            case TC_NULL -> null;
            case TC_REFERENCE -> handles.get(in.getInt() - baseWireHandle);
            case TC_CLASSDESC -> ofClass(depth);
            case TC_PROXYCLASSDESC -> ofProxy(depth);
            default -> throw new IllegalStateException("code " + code);
        };
    }

    private Description ofClass(int depth) {
        enter(depth);
        String name = text();
        skip(Long.BYTES); // serialVersionUID
        int handle = handles.size();
        handles.add(null);
        int flags = in.get();
        String fields = fields();
        contents(depth);
        Description parent = description(depth + 1);
        Description made = new Description(flags, name.startsWith("[") ? name.substring(1, 2) : fields, parent);
        handles.set(handle, made);
        return made;
    }

    private String fields() {
        StringBuilder types = new StringBuilder();
        for (int left = in.getShort(); left > 0; left--) {
            char type = (char) in.get();
            types.append(type);
            skip(Short.toUnsignedInt(in.getShort()));
            if (type == 'L' || type == '[') {
                string(in.get());
            }
        }
        return types.toString();
    }

    private Description ofProxy(int depth) {
        enter(depth);
        int handle = handles.size();
        handles.add(null);
        for (int left = in.getInt(); left > 0; left--) {
            text();
        }
        contents(depth);
        Description made = new Description(0, "", description(depth + 1));
        handles.set(handle, made);
        return made;
    }

    private void string(byte code) {
        if (code == TC_REFERENCE) {
            in.getInt();
            return;
        }
        handles.add(null);
        skip(code == TC_STRING ? Short.toUnsignedInt(in.getShort()) : Math.toIntExact(in.getLong()));
    }

    private String text() {
        byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }
}
