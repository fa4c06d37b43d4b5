package io.holdfast.model;

/** The changeable inside of a decoded value; two values may share one. */
final class Inside {
    int bits;
    boolean spoilt;

    Inside(int bits) {
        this.bits = bits;
    }
}
