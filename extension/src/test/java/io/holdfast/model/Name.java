package io.holdfast.model;

/** An attribute of the session. */
enum Name {
    /** An object that requests change: a set of bits, one or two for each request. */
    CART(0, true),
    /** A second name for the cart itself, or for another object that holds it. */
    CART_AGAIN(1, true),
    /** Never changed, only set anew or removed. */
    TITLE(2, false);

    private static final Name[] ALL = values();

    private final int place;
    private final boolean mutable;

    Name(int place, boolean mutable) {
        this.place = place;
        this.mutable = mutable;
    }

    /** Where it is in arrays and lists of all attributes. */
    int place() {
        return place;
    }

    boolean isMutable() {
        return mutable;
    }

    static Name[] all() {
        return ALL;
    }
}
