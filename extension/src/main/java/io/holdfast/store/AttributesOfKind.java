package io.holdfast.store;

import io.holdfast.SessionAttributes;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of attributes in a table that holds all kinds, told apart by the first characters of their names. */
final class AttributesOfKind implements SessionAttributes {

    static final String APPLICATION = "a:";
    static final String BEAN = "b:";
    static final String CONVERSATION = "c:";
    static final String MARK = "m:";

    /** The one attribute that is of none of these kinds: the name of the user, as the container knows it. */
    static final String USER = "u:name";

    private final AttributeTable table;
    private final String kind;

    AttributesOfKind(AttributeTable table, String kind) {
        this.table = table;
        this.kind = kind;
    }

    /** The name as the application knows it. */
    static String bare(String name) {
        return name.substring(APPLICATION.length());
    }

    static boolean isOfUser(String name) {
        return name.equals(USER);
    }

    /** Whether it is one of our own that holds strings only, and nothing else may be read from it. */
    static boolean isOfTexts(String name) {
        return name.startsWith(MARK) || isOfUser(name);
    }

    @Override
    public @Nullable Object get(String name) {
        return table.get(kind + name);
    }

    @Override
    public void set(String name, @Nullable Object value) {
        if (value != null && !(value instanceof Serializable)) {
            throw new IllegalArgumentException(
                    "Attribute \"" + name + "\" is a " + value.getClass().getName()
                            + ", which does not implement java.io.Serializable and so cannot be kept in a session");
        }
        table.set(kind + name, value);
    }

    @Override
    public void remove(String name) {
        table.set(kind + name, null);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : table.names()) {
            if (name.startsWith(kind)) {
                names.add(bare(name));
            }
        }
        return names;
    }
}
