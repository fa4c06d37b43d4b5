package io.holdfast.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cells as Markdown has them. */
final class MarkdownTable {

    private MarkdownTable() {}

    static String of(List<String> headings, Stream<List<String>> rows) {
        return Stream.of(Stream.of(line(headings), "|" + "---|".repeat(headings.size())), rows.map(MarkdownTable::line))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
