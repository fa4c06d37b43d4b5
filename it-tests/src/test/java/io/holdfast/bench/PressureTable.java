package io.holdfast.bench;

import java.util.List;
import java.util.Locale;

/** What came of servers under pressure, as a table in Markdown. */
record PressureTable(List<PressureRow> rows) {

    private static final List<String> HEADINGS = List.of(
            "server",
            "variant",
            "page",
            "pressure",
            "a node",
            "requests/s",
            "of free",
            "p50, ms",
            "p99, ms",
            "errors",
            "older states",
            "lost changes",
            "wrong user",
            "healthy nodes down",
            "healthy nodes suspected",
            "failure known after, ms");

    String markdown() {
        return MarkdownTable.of(HEADINGS, rows.stream().map(this::cells));
    }

    private List<String> cells(PressureRow row) {
        Load load = row.load();
        return List.of(
                row.make().name().toLowerCase(Locale.ROOT),
                row.variant().name(),
                "" + row.scenario(),
                row.pressure().name(),
                row.failure().map(NodeFailure::toString).orElse("-"),
                String.format(Locale.ROOT, "%.0f", row.perSecond()),
                row.free().isPresent() ? String.format(Locale.ROOT, "%.0f %%", 100 * row.share()) : "-",
                String.format(Locale.ROOT, "%.1f", load.p50()),
                String.format(Locale.ROOT, "%.1f", load.p99()),
                "" + load.errors(),
                "" + load.older(),
                "" + Math.max(0, row.lost()),
                "" + load.wrong(),
                "" + row.downs(),
                "" + row.suspicions(),
                row.knownAfter().isPresent() ? "" + row.knownAfter().getAsLong() : "-");
    }
}
