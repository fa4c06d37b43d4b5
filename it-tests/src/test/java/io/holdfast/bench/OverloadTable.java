package io.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of more and more connections, as a table in Markdown. */
record OverloadTable(List<OverloadRow> rows) {

    private static final List<Figure> SHOWN = List.of(
            Figure.P50,
            Figure.P99,
            Figure.SERVER_TIME,
            Figure.STORE_TIME,
            Figure.READS,
            Figure.WRITES,
            Figure.MEMORY,
            Figure.ERRORS);

    String markdown() {
        List<String> headings =
                new ArrayList<>(List.of("server", "variant", "page", "connections", "requests/s", "of the peak"));
        SHOWN.forEach(figure -> headings.add(figure.title()));
        return MarkdownTable.of(headings, rows.stream().map(this::cells));
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
        return rows.stream()
                .filter(row::isComparedWith)
                .mapToDouble(other -> other.get(Figure.PER_SECOND))
                .max()
                .orElseThrow();
    }
}
