package io.holdfast.store;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A value that changes inside: it only grows. Other actors may come in between while it is encoded. */
final class Cart implements Serializable {

    private static final long serialVersionUID = 1;

    /** The same cart within another value. */
    record Bag(Cart cart) implements Serializable {}

    private int[] marks = {};

    static Cart in(Object value) {
        return value instanceof Bag bag ? bag.cart() : (Cart) value;
    }

    void add(int mark) {
        int[] more = Arrays.copyOf(marks, marks.length + 1);
        more[marks.length] = mark;
        marks = more;
    }

    Set<Integer> marks() {
        return Arrays.stream(marks).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        Actors.comeBetween();
        out.defaultWriteObject();
        Actors.comeBetween();
    }
}
