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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures an object graph in its serialised form, without making its objects: for that costs a fraction of reading
 * them. Depth and references come out as {@link java.io.ObjectInputStream} counts them, or a little higher.
 *
 * <p>The grammar is that of the Java Object Serialization Specification, section 6.4, as far as
 * {@link java.io.ObjectOutputStream} uses it.
 */
final class GraphWalk {

    /** Below this load factor a Hashtable's array is more than eight times as long as it has entries. */
    private static final float SMALLEST_LOAD = 0.25f;

    private static final int HANDLE_BITS = 0x7fffffff;

    private final SerialBytes in;
    private final Set<String> withoutFields;
    private @Nullable String suspect;
    private final List<@Nullable Description> handles = new ArrayList<>();
    private final KeyCosts costs = new KeyCosts();
    private int deepest;
    private long references;
    private long elements;
    private boolean isInDoubt;

    // of what was read last
    private boolean isCollection;
    private int lastInt;
    private float lastFloat;

    /** @param fields their type codes; of an array, its component's */
    private record Description(
            String name, int flags, String fields, @Nullable Description parent) {}

    /** @param withoutFields names of classes that are taken not to write the fields they declare */
    GraphWalk(byte[] bytes, Set<String> withoutFields) {
        this.in = new SerialBytes(bytes);
        this.withoutFields = withoutFields;
        this.isInDoubt = !withoutFields.isEmpty();
    }

    /**
     * To be called once.
     *
     * @throws RuntimeException of any kind, where the bytes make no sense
     * @throws StackOverflowError where the graph is nested deeper than reading it could bear
     */
    GraphSize whole() {
        content(in.code(), 1);
        if (in.left() > 0) {
            throw new IllegalStateException(in.left() + " bytes too many");
        }
        return new GraphSize(in.position(), deepest, references, elements, isInDoubt, costs.total());
    }

    /** The class met last that may not have written its fields, or null. */
    @Nullable
    String suspect() {
        return suspect;
    }

    private void enter(int depth) {
        references++;
        deepest = Math.max(deepest, depth);
    }

    /** What it adds to the cost of hashing that which holds it; {@link #isCollection} tells more. */
    private long content(byte code, int depth) {
        enter(depth);
        isCollection = false;
        return switch (code) {
            case TC_NULL -> 1;
            case TC_REFERENCE -> reference();
            case TC_OBJECT -> object(depth);
            case TC_STRING, TC_LONGSTRING -> 1 + KeyCosts.ofBytes(string(code));
            case TC_ARRAY -> array(depth);
            case TC_ENUM -> {
                define(depth);
                string(in.code());
                yield 1;
            }
            case TC_CLASS -> {
                define(depth);
                yield 1;
            }
            case TC_BLOCKDATA -> skip(in.unsignedByte());
            case TC_BLOCKDATALONG -> skip(in.whole());
            default -> throw new IllegalStateException("code " + code);
        };
    }

    private long reference() {
        int handle = in.whole() - baseWireHandle;
        isCollection = costs.isCollection(handle & HANDLE_BITS);
        return costs.weight(handle & HANDLE_BITS);
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

    private long object(int depth) {
        Description description = define(depth);
        int handle = handles.size() - 1;
        int start = in.position();
        long before = references;
        long held;
        if ((description.flags & SC_EXTERNALIZABLE) == 0) {
            held = parts(description, depth);
        } else if ((description.flags & SC_BLOCK_DATA) != 0) {
            held = contents(depth, KeyCosts.Keys.NONE);
        } else {
            throw new IllegalStateException("readable by its class only");
        }
        boolean isOfJdk = KeyCosts.isCollection(description.name);
        long weight = 1 + (isOfJdk ? held : references - before + KeyCosts.ofBytes(in.position() - start));
        isCollection = isOfJdk && weight > 1;
        costs.close(handle, weight, isCollection);
        return weight;
    }

    private long parts(Description description, int depth) {
        long held = description.parent == null ? 0 : parts(description.parent, depth);
        lastInt = 0;
        lastFloat = 0;
        boolean isWrittenByClass = (description.flags & SC_WRITE_METHOD) != 0;
        if (!isWrittenByClass || !withoutFields.contains(description.name)) {
            if (isWrittenByClass && !description.fields.isEmpty()) {
                suspect = description.name;
            }
            for (int i = 0; i < description.fields.length(); i++) {
                held = KeyCosts.sum(held, value(description.fields.charAt(i), depth));
            }
        }
        if (isWrittenByClass) {
            isInDoubt |= description.name.equals("java.util.Hashtable") && !(lastFloat >= SMALLEST_LOAD);
            held = KeyCosts.sum(held, contents(depth, KeyCosts.keysOf(description.name, description.fields, lastInt)));
        }
        return held;
    }

    private long array(int depth) {
        char component = define(depth).fields.charAt(0);
        int handle = handles.size() - 1;
        int length = in.whole();
        elements += Math.max(0, length);
        long held = 1;
        int size = SerialBytes.sizeOf(component);
        if (size > 0) {
            skip(Math.multiplyExact(length, size));
            held += KeyCosts.ofBytes((long) length * size);
        } else {
            for (int i = 0; i < length; i++) {
                held = KeyCosts.sum(held, content(in.code(), depth + 1));
            }
        }
        isCollection = false;
        costs.close(handle, held, false);
        return held;
    }

    private long value(char type, int depth) {
        switch (type) {
            case 'I' -> lastInt = in.whole();
            case 'F' -> lastFloat = in.fraction();
            case 'L', '[' -> {
                return content(in.code(), depth + 1);
            }
            default -> skip(SerialBytes.sizeOf(type));
        }
        return 0;
    }

    private long contents(int depth, KeyCosts.Keys keys) {
        long held = 0;
        int index = 0;
        long collections = 0;
        for (byte code = in.code(); code != TC_ENDBLOCKDATA; code = in.code()) {
            long weight = content(code, depth + 1);
            held = KeyCosts.sum(held, weight);
            if (code == TC_BLOCKDATA || code == TC_BLOCKDATALONG) {
                continue;
            }
            if (keys.has(index++)) {
                costs.key(weight, isCollection ? collections++ : 0);
            }
        }
        return held;
    }

    private @Nullable Description description(int depth) {
        byte code = in.code();
        return switch (code) {
            case TC_NULL -> null;
            case TC_REFERENCE -> handles.get(in.whole() - baseWireHandle);
            case TC_CLASSDESC -> ofClass(depth);
            case TC_PROXYCLASSDESC -> ofProxy(depth);
            default -> throw new IllegalStateException("code " + code);
        };
    }

    private Description ofClass(int depth) {
        enter(depth);
        String name = in.text();
        skip(Long.BYTES); // serialVersionUID
        int handle = handles.size();
        handles.add(null);
        int flags = in.code();
        String fields = fields();
        contents(depth, KeyCosts.Keys.NONE);
        Description parent = description(depth + 1);
        Description made = new Description(name, flags, name.startsWith("[") ? name.substring(1, 2) : fields, parent);
        handles.set(handle, made);
        return made;
    }

    private String fields() {
        StringBuilder types = new StringBuilder();
        for (int left = in.unsignedShort(); left > 0; left--) {
            char type = (char) in.code();
            types.append(type);
            skip(in.unsignedShort());
            if (type == 'L' || type == '[') {
                string(in.code());
            }
        }
        return types.toString();
    }

    private Description ofProxy(int depth) {
        enter(depth);
        int handle = handles.size();
        handles.add(null);
        for (int left = in.whole(); left > 0; left--) {
            in.text();
        }
        contents(depth, KeyCosts.Keys.NONE);
        Description made = new Description("", 0, "", description(depth + 1));
        handles.set(handle, made);
        return made;
    }

    private long string(byte code) {
        if (code == TC_REFERENCE) {
            in.whole();
            return 0;
        }
        if (code != TC_STRING && code != TC_LONGSTRING) {
            throw new IllegalStateException("code " + code + " instead of a string");
        }
        handles.add(null);
        int length = code == TC_STRING ? in.unsignedShort() : in.longAsWhole();
        skip(length);
        return length;
    }

    private long skip(int bytes) {
        in.skip(bytes);
        return 0;
    }
}
