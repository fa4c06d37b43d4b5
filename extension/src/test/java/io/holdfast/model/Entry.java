package io.holdfast.model;

/**
 * What is stored of one attribute: without a stamp there is no trace of it, with a stamp and no value it is removed.
 */
record Entry(long stamp, int value) {

    static final int REMOVED = 0;
    static final Entry NO_TRACE = new Entry(0, REMOVED);

    Entry later(Entry other) {
        return other.stamp > stamp ? other : this;
    }

    @Override
    public String toString() {
        return value + "@" + stamp;
    }
}
