package io.holdfast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The rows as a table in Markdown, with what its columns mean. */
record BenchTable(Options options, List<Row> rows) {

    String markdown() {
        List<String> headings = Stream.concat(
                        Row.HEADINGS.stream(), Arrays.stream(Figure.values()).map(Figure::title))
                .toList();
        return MarkdownTable.of(headings, rows.stream().map(BenchTable::cells)) + "\n\n" + legend() + "\n";
    }

    private static List<String> cells(Row row) {
        List<String> cells = row.names();
        Result median = row.median();
        for (Figure figure : Figure.values()) {
            OptionalDouble value = median.get(figure);
            cells.add(value.isPresent() ? figure.show(value.getAsDouble()) + range(row, figure) : "-");
        }
        return cells;
    }

    private static String range(Row row, Figure figure) {
        double[] sorted = Result.sorted(row.rounds(), figure);
        boolean varies = figure == Figure.PER_SECOND || figure == Figure.SERVER_TIME;
        return varies && sorted.length > 1
                ? " (" + figure.show(sorted[0]) + " to " + figure.show(sorted[sorted.length - 1]) + ")"
                : "";
    }

    private String legend() {
        return String.format(
                Locale.ROOT,
                """
                %d keep-alive connections by wrk, each with a session of its own, as many requests as are answered. Servers
                of one make run at the same time, only one is under load. Medians of %d rounds of %d s each (lowest to
                highest), the variants round by round, after %d s of warm-up of each page. Wrk, server and store share the
                processors. What the variants and the columns are: extension/docs/speed.md.""",
                options.connections(),
                options.rounds(),
                options.measured().toSeconds(),
                options.warmUp().toSeconds());
    }
}
