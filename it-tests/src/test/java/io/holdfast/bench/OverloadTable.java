package io.holdfast.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What came of more and more connections, as a table in Markdown. */
record OverloadTable(List<OverloadRow> rows) {

    private static final double LEAST_LEFT = 0.9;
    private static final double MOST_COMMANDS = 1.05; // probes are among them: the fewer requests, the more
    private static final Comparator<OverloadRow> BY_CONNECTIONS = Comparator.comparingInt(OverloadRow::connections);

    private static final List<Figure> SHOWN = List.of(
            Figure.P50,
            Figure.P99,
            Figure.SERVER_TIME,
            Figure.STORE_TIME,
            Figure.READS,
            Figure.WRITES,
            Figure.OTHER_COMMANDS,
            Figure.MEMORY,
            Figure.ERRORS);

    String markdown() {
        List<String> headings =
                new ArrayList<>(List.of("server", "variant", "page", "connections", "requests/s", "of the peak"));
        SHOWN.forEach(figure -> headings.add(figure.title()));
        return MarkdownTable.of(headings, rows.stream().map(this::cells));
    }

    /**
     * Whether each server with Holdfast keeps most of its throughput when asked by more than it can serve, and asks its
     * nodes no more for a request then.
     */
    boolean isWell() {
        return rows.stream()
                .filter(row -> row.variant() instanceof Variant.Holdfast)
                .allMatch(row -> row.result().isWithoutErrors()
                        && row.commands() <= MOST_COMMANDS * ofFewest(row).commands()
                        && ofMost(row).get(Figure.PER_SECOND) >= LEAST_LEFT * peak(row));
    }

    private OverloadRow ofFewest(OverloadRow row) {
        return compared(row).min(BY_CONNECTIONS).orElseThrow();
    }

    private OverloadRow ofMost(OverloadRow row) {
        return compared(row).max(BY_CONNECTIONS).orElseThrow();
    }

    private Stream<OverloadRow> compared(OverloadRow row) {
        return rows.stream().filter(row::isComparedWith);
    }

    private List<String> cells(OverloadRow row) {
        double perSecond = row.get(Figure.PER_SECOND);
        List<String> cells = new ArrayList<>(List.of(
                row.make().name().toLowerCase(Locale.ROOT),
                row.variant().name(),
                "" + row.scenario(),
                "" + row.connections(),
                Figure.PER_SECOND.show(perSecond),
                String.format(Locale.ROOT, "%.0f %%", 100 * perSecond / peak(row))));
        SHOWN.forEach(figure -> cells.add(row.result().get(figure).isPresent() ? figure.show(row.get(figure)) : "-"));
        return cells;
    }

    /** The most requests a second that the same server has answered. */
    private double peak(OverloadRow row) {
        return compared(row)
                .mapToDouble(other -> other.get(Figure.PER_SECOND))
                .max()
                .orElseThrow();
    }
}
