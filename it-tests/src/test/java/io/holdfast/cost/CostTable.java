package io.holdfast.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows as a table in Markdown, with what its columns mean. */
record CostTable(Options options, List<Row> rows) {

    String markdown() {
        List<String> columns = Stream.concat(
                        Stream.of("server", "session", "page", "variant"),
                        Arrays.stream(Figure.values()).map(Figure::title))
                .toList();
        return Stream.of(
                        Stream.of(line(columns), "|" + "---|".repeat(columns.size())),
                        rows.stream().map(row -> line(cells(row))),
                        Stream.of("", legend()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static List<String> cells(Row row) {
        Scenario scenario = row.scenario();
        List<String> cells = new ArrayList<>(List.of(
                row.make().name().toLowerCase(Locale.ROOT),
                scenario.kilobytes() + " KB",
                "" + scenario.page(),
                row.variant().name()));
        Result median = row.median();
        for (Figure figure : Figure.values()) {
            double[] sorted = Result.sorted(row.rounds(), figure);
            String range = " (" + figure.show(sorted[0]) + " to " + figure.show(sorted[sorted.length - 1]) + ")";
            boolean varies = figure == Figure.PER_SECOND || figure == Figure.SERVER_TIME;
            cells.add(figure.show(median.get(figure)) + (varies && sorted.length > 1 ? range : ""));
        }
        return cells;
    }

    private String legend() {
        return String.format(
                Locale.ROOT,
                """
                %d keep-alive connections by wrk, each with a session of its own, as many requests as are answered. Servers
                of one make run at the same time, only one is under load. Medians of %d rounds of %d s each (lowest to
                highest), the variants round by round, after %d s of warm-up of each page. Wrk, server and nodes share the
                processors. All but the first and the last two columns are for one request.

                - variant: the jar of Holdfast, with three nodes of its own; none is the server's own sessions in memory
                - session: what its list and its map of objects are as Java serialises them; both pages look at all of it,
                  and at a session bean; the one that changes it changes an object of the list and the bean
                - server's CPU: user and system time of its process (/proc), with compilation and garbage collection
                - nodes' CPU: the same of the three memcached, as they say themselves
                - allocated: by the Java threads of the server, all of them
                - reads: cmd_get and cmd_touch of the nodes; writes: cmd_set; other commands: cmd_meta and deletes
                - KB to and from nodes: bytes_read and bytes_written; commands and bytes of probes are among them
                - CPU of others: of the machine's, what other processes than server, nodes and wrk used; disturbs above a few %%
                - errors: answers other than 200, or in more than 10 s, lost connections, and changes that were acknowledged
                  and are not in the sessions afterwards""",
                options.connections(),
                options.rounds(),
                options.measured().toSeconds(),
                options.warmUp().toSeconds());
    }
}
