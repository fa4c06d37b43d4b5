package io.holdfast.model;

/** A decoded value in a live session. */
final class Value {

    final Inside inside;
    /** What its bytes last written were made of. They belong to the object, whoever was handed it. */
    int storedBits;
    /** Requests that run and were handed it. */
    int holders;
    /** May have been changed since it was last compared. */
    boolean suspect;

    private Value(Inside inside, int storedBits) {
        this.inside = inside;
        this.storedBits = storedBits;
    }

    static Value decoded(int bits) {
        return new Value(new Inside(bits), bits);
    }

    static Value unstorable(int bits) {
        Value value = decoded(bits);
        value.inside.spoilt = true;
        return value;
    }

    /** Another object that holds what this one holds. */
    Value around() {
        return new Value(inside, storedBits);
    }

    int bits() {
        return inside.bits;
    }

    boolean isChanged() {
        return inside.bits != storedBits || inside.spoilt;
    }
}
