package io.holdfast.store;

import io.holdfast.SessionAttributes;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of attributes in a table that holds all kinds, told apart by the first characters of their names. */
final class AttributesOfKind implements SessionAttributes {

    private final AttributeTable table;
    private final String kind;

    AttributesOfKind(AttributeTable table, String kind) {
        this.table = table;
        this.kind = kind;
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
                names.add(AttributeKinds.bare(name));
            }
        }
        return names;
    }
}
