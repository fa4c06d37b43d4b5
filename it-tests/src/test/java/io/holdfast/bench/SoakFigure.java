package io.holdfast.bench;

/** What must not grow while a server works. */
enum SoakFigure {
    HEAP("heap after a collection, MB", 1, 0.05, 1),
    THREADS("threads", 0, 0, 2),
    DESCRIPTORS("descriptors", 0, 0, 4),
    NODE_MEMORY("memory of the nodes, MB", 1, 0.1, 1),
    ITEMS("items on the nodes", 0, 0.1, 2);

    private final String title;
    private final int decimals;
    private final double share;
    private final double more;

    /** @param share by which it may grow, and {@code more} beyond that */
    SoakFigure(String title, int decimals, double share, double more) {
        this.title = title;
        this.decimals = decimals;
        this.share = share;
        this.more = more;
    }

    String title() {
        return title;
    }

    int decimals() {
        return decimals;
    }

    /** What it may be later. */
    double most(double before) {
        return before + before * share + more;
    }
}
