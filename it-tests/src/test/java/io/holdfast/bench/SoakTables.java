package io.holdfast.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What came of a server at half load, as tables in Markdown. */
record SoakTables(SoakResult result) {

    private static final List<String> LOAD = List.of(
            "server",
            "variant",
            "full load, requests/s",
            "requests/s",
            "of full",
            "p50, ms",
            "p99, ms",
            "errors",
            "older states",
            "lost changes",
            "wrong user",
            "healthy nodes down");
    private static final List<String> FAULTS = List.of("at, s", "node", "fault", "for, s", "up after, s");
    private static final List<String> COURSES =
            List.of("figure", "least", "second quarter", "last quarter", "at most", "verdict");

    String markdown() {
        return String.join("\n\n", load(), faults(), courses());
    }

    private String load() {
        Load load = result.load();
        return MarkdownTable.of(
                LOAD,
                Stream.of(List.of(
                        result.make().name().toLowerCase(Locale.ROOT),
                        result.variant().name(),
                        number(0, result.half().full()),
                        number(0, load.perSecond()),
                        number(0, 100 * result.share()) + " %",
                        number(1, load.p50()),
                        number(1, load.p99()),
                        "" + load.errors(),
                        "" + load.older(),
                        "" + Math.max(0, result.lost()),
                        "" + load.wrong(),
                        "" + result.downs())));
    }

    private String faults() {
        return MarkdownTable.of(
                FAULTS,
                result.outages().stream()
                        .map(outage -> List.of(
                                number(0, outage.begin()),
                                Nodes.name(outage.place()),
                                "" + outage.failure(),
                                number(1, outage.lasting()),
                                number(1, outage.upAfter().orElse(Double.NaN)))));
    }

    private String courses() {
        return MarkdownTable.of(COURSES, result.courses().stream().map(SoakTables::cells));
    }

    private static List<String> cells(Course course) {
        SoakFigure figure = course.figure();
        int decimals = figure.decimals();
        return List.of(
                figure.title(),
                number(decimals, course.lowest()),
                number(decimals, course.early()),
                number(decimals, course.late()),
                number(decimals, figure.most(course.early())),
                course.isFlat() ? "flat" : "NOT FLAT");
    }

    private static String number(int decimals, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
