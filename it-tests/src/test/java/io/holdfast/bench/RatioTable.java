package io.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What each variant needs of what others need, as far as these were measured. */
record RatioTable(List<Row> rows) {

    private static final List<String> OTHERS = List.of("none", "redis", "hazelcast");
    private static final List<Figure> COMPARED =
            List.of(Figure.PER_SECOND, Figure.P99, Figure.SERVER_TIME, Figure.STORE_TIME, Figure.ALLOCATED);

    /** Empty where there is nothing to compare. */
    String markdown() {
        List<String> others = OTHERS.stream().filter(this::isMeasured).toList();
        if (others.isEmpty()) {
            return "";
        }
        List<String> headings = new ArrayList<>(Row.HEADINGS);
        others.forEach(other -> COMPARED.forEach(figure -> headings.add(figure.shortTitle() + " / " + other)));
        return MarkdownTable.of(headings, rows.stream().map(row -> cells(row, others)))
                + "\n\nMedians divided by the medians of that variant, of the same server, page and session.";
    }

    private boolean isMeasured(String name) {
        return rows.stream().anyMatch(row -> row.variant().name().equals(name));
    }

    private List<String> cells(Row row, List<String> others) {
        List<String> cells = row.names();
        for (String name : others) {
            Result other = rows.stream()
                    .filter(each ->
                            each.isComparedWith(row) && each.variant().name().equals(name))
                    .map(Row::median)
                    .findFirst()
                    .orElseThrow();
            COMPARED.forEach(figure -> cells.add(ratio(row.median().get(figure), other.get(figure))));
        }
        return cells;
    }

    private static String ratio(OptionalDouble value, OptionalDouble of) {
        return value.isPresent() && of.orElse(0) > 0
                ? String.format(Locale.ROOT, "%.2f", value.getAsDouble() / of.getAsDouble())
                : "-";
    }
}
