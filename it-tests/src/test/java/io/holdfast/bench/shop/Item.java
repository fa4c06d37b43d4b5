package io.holdfast.bench.shop;

import java.io.Serializable;

/** One of many things in a session. */
class Item implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final long cents;
    private int amount = 1;

    Item(int number) {
        this.name = "item number " + number + " of the catalogue";
        this.cents = 99L + number;
    }

    String name() {
        return name;
    }

    void addOne() {
        amount++;
    }

    long price() {
        return amount * cents;
    }
}
