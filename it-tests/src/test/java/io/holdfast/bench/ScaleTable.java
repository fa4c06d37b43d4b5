package io.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What more of something costs, as a table in Markdown. */
record ScaleTable(List<ScaleRow> rows) {

    private static final List<Figure> SHOWN = List.of(
            Figure.PER_SECOND,
            Figure.P50,
            Figure.P99,
            Figure.STORE_TIME,
            Figure.ALLOCATED,
            Figure.READS,
            Figure.WRITES,
            Figure.MEMORY,
            Figure.ERRORS);

    String markdown() {
        List<String> headings = new ArrayList<>(
                List.of("server", "of what", "how many", "page", Figure.SERVER_TIME.title(), "of the least"));
        SHOWN.forEach(figure -> headings.add(figure.title()));
        headings.addAll(List.of("heap, MB", "items on nodes"));
        return MarkdownTable.of(headings, rows.stream().map(this::cells));
    }

    private List<String> cells(ScaleRow row) {
        double cost = row.get(Figure.SERVER_TIME);
        List<String> cells = new ArrayList<>(List.of(
                row.make().name().toLowerCase(Locale.ROOT),
                "" + row.of(),
                "" + row.count(),
                "" + row.scenario(),
                Figure.SERVER_TIME.show(cost),
                String.format(Locale.ROOT, "%.2f", cost / least(row))));
        SHOWN.forEach(figure -> cells.add(figure.show(row.get(figure))));
        cells.add(row.heap().isPresent() ? "" + row.heap().getAsLong() / (1 << 20) : "-");
        cells.add(show(row.items()));
        return cells;
    }

    private static String show(OptionalLong number) {
        return number.isPresent() ? "" + number.getAsLong() : "-";
    }

    /** What a request costs at the least, of those that this is compared with. */
    private double least(ScaleRow row) {
        return rows.stream()
                .filter(row::isComparedWith)
                .mapToDouble(other -> other.get(Figure.SERVER_TIME))
                .min()
                .orElseThrow();
    }
}
