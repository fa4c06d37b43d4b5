package io.holdfast.apps.primefaces;

import java.io.Serializable;

/** A line of an order, which the page's table changes in its place. */
public final class Item implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int number;
    private final String name;
    private int amount;

    Item(int number, String name, int amount) {
        this.number = number;
        this.name = name;
        this.amount = amount;
    }

    public int getNumber() {
        return number;
    }

    public String getName() {
        return name;
    }

    public int getAmount() {
        return amount;
    }

    public void setAmount(int amount) {
        this.amount = amount;
    }
}
