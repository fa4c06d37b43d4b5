package io.holdfast.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows as a table in Markdown, with what its columns mean. */
record Table(Options options, List<Row> rows) {

    private static final List<String> COLUMNS = List.of(
            "fault",
            "sessions lost",
            "could not log in",
            "older states",
            "changes lost",
            "wrong user",
            "errors",
            "503",
            "slowest (before)",
            "throughput",
            "normal after",
            "bounds");

    String markdown() {
        return Stream.of(
                        Stream.of(line(COLUMNS), "|" + "---|".repeat(COLUMNS.size())),
                        rows.stream().map(row -> line(cells(row))),
                        Stream.of("", legend()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static List<String> cells(Row row) {
        List<String> missed = row.missed();
        String remarks = row.remarks().isEmpty() ? "" : " (" + String.join(", ", row.remarks()) + ")";
        return List.of(
                row.fault().title() + remarks,
                row.lost() + (row.lost() > row.lostForNothing() ? " (" + row.lostForNothing() + " without cause)" : ""),
                "" + row.notLoggedIn(),
                "" + row.older(),
                "" + row.changesLost(),
                "" + row.wrongUser(),
                "" + row.errors(),
                "" + row.refused(),
                row.slowest() + " ms (" + row.slowestBefore() + ")",
                Math.round(row.throughput() * 100) + " %",
                normalAfter(row),
                missed.isEmpty() ? "kept" : "**missed:** " + String.join(", ", missed));
    }

    private static String normalAfter(Row row) {
        return Double.isInfinite(row.normalAfter())
                ? "not in the time watched"
                : String.format(Locale.ROOT, "%.2f s", row.normalAfter());
    }

    private String legend() {
        return String.format(
                Locale.ROOT,
                """
                %d users on two WildFly servers at random and three memcached nodes, %d requests a second, half of them
                hits and half reads, half of the users in HttpSession and half in a session bean, and new users all the
                time. Requests go out at fixed times whatever became of earlier ones; their latency counts from then.
                Watched %d s before each fault and %d s after it; times of faults times %s. Every fault begins with
                empty nodes and with the example freshly deployed.

                - sessions lost: users who had logged in and were not any more
                - could not log in: users whose login failed at least once, those new in the fault included
                - older states: answers with a count lower than that user had seen or had acknowledged
                - changes lost: acknowledged hits that were missing in the end
                - errors: all else that was not the right answer, 503 too unless the fault excuses them
                - 503: those it excuses, all with Retry-After, without a cookie and without an exception
                - slowest: of all requests since the fault began; in parentheses before it
                - throughput: right answers a second in the fault, as a share of those before
                - normal after: from the end of the fault (from its beginning if it is for good) to the end of the last
                  quarter of a second with an error, a 503, or more than a tenth of its requests slower than both
                  100 ms and twice the 99th percentile of before""",
                options.users(),
                options.perSecond(),
                options.before().toSeconds(),
                options.after().toSeconds(),
                options.scale());
    }
}
