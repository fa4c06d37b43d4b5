package io.holdfast.cost;

/** Who asks what: sessions of a size, and a page. */
record Scenario(int kilobytes, Page page) {

    @Override
    public String toString() {
        return page + " of " + kilobytes + " KB";
    }
}
