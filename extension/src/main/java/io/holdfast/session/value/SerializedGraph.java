package io.holdfast.session.value;

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
final class SerializedGraph {

    private static final int HANDLE_BITS = 0x7fffffff;

    private final SerialBytes in;
    private final Set<String> withoutFields;
    private @Nullable String suspect;
    private final List<@Nullable SerialClass> handles = new ArrayList<>();
    private final KeyCosts costs;
    private final GraphTally tally = new GraphTally();
    private @Nullable ElementCount ring; // whose array is next

    private boolean isCollection; // of what was read last, as are these
    private int lastInt;
    private float lastFloat;

    /** @param withoutFields names of classes that are taken not to write the fields they declare */
    SerializedGraph(byte[] bytes, Set<String> withoutFields) {
        this.in = new SerialBytes(bytes);
        this.costs = new KeyCosts(bytes.length);
        this.withoutFields = withoutFields;
    }

    /**
     * To be called once.
     *
     * @throws RuntimeException of any kind, if the bytes make no sense
     * @throws StackOverflowError if the graph is nested deeper than reading it could bear
     */
    GraphSize whole() {
        content(in.code(), 1);
        if (in.left() > 0) {
            throw new IllegalStateException(in.left() + " bytes too many");
        }
        return tally.size(in.position(), !withoutFields.isEmpty(), costs.total());
    }

    /** The class met last that may not have written its fields, or null. */
    @Nullable
    String suspect() {
        return suspect;
    }

    /** What it adds to the cost of hashing that which holds it; {@link #isCollection} tells more. */
    private long content(byte code, int depth) {
        tally.enter(depth);
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
    private SerialClass define(int depth) {
        SerialClass description = description(depth);
        handles.add(null);
        if (description == null) {
            throw new IllegalStateException("an object without a class");
        }
        return description;
    }

    private long object(int depth) {
        SerialClass description = define(depth);
        int handle = handles.size() - 1;
        int start = in.position();
        long before = tally.references();
        long held;
        if ((description.flags() & SC_EXTERNALIZABLE) == 0) {
            held = parts(description, depth);
        } else if ((description.flags() & SC_BLOCK_DATA) != 0) {
            held = contents(depth);
        } else {
            throw new IllegalStateException("readable by its class only");
        }
        boolean isOfJdk = KeyCosts.isCollection(description.name());
        long weight = 1 + (isOfJdk ? held : tally.references() - before + KeyCosts.ofBytes(in.position() - start));
        isCollection = isOfJdk && weight > 1;
        costs.close(handle, weight, isCollection);
        return weight;
    }

    private long parts(SerialClass description, int depth) {
        long held = description.parent() == null ? 0 : parts(description.parent(), depth);
        lastInt = 0;
        lastFloat = 0;
        boolean isWrittenByClass = (description.flags() & SC_WRITE_METHOD) != 0;
        ElementCount count = ElementCount.of(description.name(), description.kind());
        if (!isWrittenByClass || !withoutFields.contains(description.name())) {
            if (isWrittenByClass && !description.fields().isEmpty()) {
                suspect = description.name();
            }
            held = KeyCosts.sum(held, fields(description.fields(), depth, count));
        }
        if (isWrittenByClass) {
            tally.table(description.name(), lastFloat);
            KeyCosts.Keys keys = KeyCosts.keysOf(description.name(), description.fields(), lastInt);
            held = KeyCosts.sum(held, contents(depth, keys, count));
        }
        if (count != null) {
            tally.collection(count);
        }
        return held;
    }

    private long fields(String types, int depth, @Nullable ElementCount count) {
        long held = 0;
        for (int i = 0; i < types.length(); i++) {
            char type = types.charAt(i);
            ring = count != null && count.isRing() && type == '[' ? count : null;
            held = KeyCosts.sum(held, value(type, depth));
            if (count != null && type == 'I') {
                count.field(lastInt, i == 0);
            }
        }
        return held;
    }

    private long array(int depth) {
        ElementCount watching = ring;
        ring = null;
        char component = define(depth).fields().charAt(0);
        int handle = handles.size() - 1;
        int length = in.whole();
        tally.array(length);
        long held = 1;
        int size = SerialBytes.sizeOf(component);
        if (size > 0) {
            skip(Math.multiplyExact(length, size));
            held += KeyCosts.ofBytes((long) length * size);
        } else {
            for (int i = 0; i < length; i++) {
                byte code = in.code();
                ElementCount.note(watching, in, true, code == TC_NULL);
                held = KeyCosts.sum(held, content(code, depth + 1));
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

    private long contents(int depth) {
        return contents(depth, KeyCosts.Keys.NONE, null);
    }

    private long contents(int depth, KeyCosts.Keys keys, @Nullable ElementCount count) {
        long held = 0;
        int index = 0;
        long collections = 0;
        for (byte code = in.code(); code != TC_ENDBLOCKDATA; code = in.code()) {
            long weight = content(code, depth + 1);
            held = KeyCosts.sum(held, weight);
            boolean isObject = code != TC_BLOCKDATA && code != TC_BLOCKDATALONG;
            ElementCount.note(count, in, isObject, code == TC_NULL);
            if (isObject && keys.has(index++)) {
                costs.key(weight, isCollection ? collections++ : 0);
            }
        }
        return held;
    }

    private @Nullable SerialClass description(int depth) {
        byte code = in.code();
        return switch (code) {
            case TC_NULL -> null;
            case TC_REFERENCE -> handles.get(in.whole() - baseWireHandle);
            case TC_CLASSDESC -> ofClass(depth);
            case TC_PROXYCLASSDESC -> ofProxy(depth);
            default -> throw new IllegalStateException("code " + code);
        };
    }

    private SerialClass ofClass(int depth) {
        tally.enter(depth);
        String name = in.text();
        skip(Long.BYTES); // serialVersionUID
        int handle = handles.size();
        handles.add(null);
        int flags = in.code();
        String fields = fields();
        contents(depth);
        SerialClass parent = description(depth + 1);
        SerialClass made = new SerialClass(
                name, flags, name.startsWith("[") ? name.substring(1, 2) : fields, ElementCount.kindOf(name), parent);
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

    private SerialClass ofProxy(int depth) {
        tally.enter(depth);
        int handle = handles.size();
        handles.add(null);
        for (int left = in.whole(); left > 0; left--) {
            in.text();
        }
        contents(depth);
        SerialClass made = new SerialClass("", 0, "", null, description(depth + 1));
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
