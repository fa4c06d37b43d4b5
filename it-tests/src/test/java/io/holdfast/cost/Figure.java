package io.holdfast.cost;

import java.util.Locale;

/** What is told of a scenario; all but the first and the last two are for one request. */
enum Figure {
    PER_SECOND("requests/s", 0),
    SERVER_TIME("server's CPU, ms", 3),
    NODES_TIME("nodes' CPU, ms", 3),
    ALLOCATED("allocated, KB", 1),
    READS("reads", 2),
    WRITES("writes", 2),
    OTHER_COMMANDS("other commands", 2),
    TO_NODES("KB to nodes", 2),
    FROM_NODES("KB from nodes", 2),
    OTHERS("CPU of others, %", 0),
    ERRORS("errors", 0);

    private final String title;
    private final int decimals;

    Figure(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    String title() {
        return title;
    }

    String show(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
