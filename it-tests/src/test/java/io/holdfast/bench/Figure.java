package io.holdfast.bench;

import java.util.Locale;

/** What is told of a scenario; all but the first three and the last three are for one request. */
enum Figure {
    PER_SECOND("requests/s", 0),
    P50("p50, ms", 2),
    P99("p99, ms", 2),
    SERVER_TIME("server's CPU, ms", 3),
    STORE_TIME("store's CPU, ms", 3),
    ALLOCATED("allocated, KB", 1),
    SWITCHES("context switches", 1),
    ROUND_TRIPS("round trips", 2),
    READS("reads", 2),
    WRITES("writes", 2),
    OTHER_COMMANDS("other commands", 2),
    TO_STORE("KB to store", 2),
    FROM_STORE("KB from store", 2),
    MEMORY("server's memory, MB", 0),
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

    /** Without the unit. */
    String shortTitle() {
        return title.replaceFirst(",.*", "");
    }

    int decimals() {
        return decimals;
    }

    String show(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
