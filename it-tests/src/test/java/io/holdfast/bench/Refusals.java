package io.holdfast.bench;

import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What many connections are answered while no node answers their server.
 *
 * @param unknown until the server knows it
 * @param known afterwards
 * @param lost changes that were acknowledged and are not in the sessions when the nodes are back
 */
record Refusals(String server, Scenario scenario, int connections, Load unknown, Load known, long lost) {

    static final List<String> HEADINGS = List.of(
            "server",
            "page",
            "connections",
            "nodes known to hang",
            "answers/s",
            "of these 503",
            "p50, ms",
            "p99, ms",
            "lost changes");

    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(3);
    private static final Duration WHEN_KNOWN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double LATE_MILLIS = 2000;

    /** Has all nodes of a server hang, and go on when that is over. */
    static Refusals measure(String server, Subject subject, Nodes nodes, Scenario scenario, int connections)
            throws IOException, InterruptedException {
        long before = subject.changes(scenario);
        Load unknown;
        Load known;
        nodes.processes().forEach(MemcachedProcess::hang);
        try {
            unknown = subject.loadWhileItRefuses(scenario, connections, UNTIL_KNOWN);
            known = subject.loadWhileItRefuses(scenario, connections, WHEN_KNOWN);
        } finally {
            nodes.processes().forEach(MemcachedProcess::resume);
        }
        Eventually.await("it answers again", PATIENCE, () -> subject.isAnswering(scenario));
        long due = scenario.page() == Page.HIT ? unknown.requests() + known.requests() : 0;
        return new Refusals(server, scenario, connections, unknown, known, due - (subject.changes(scenario) - before));
    }

    /** Whether all were refused, in time, and nothing was lost. */
    boolean isWell() {
        return isWell(unknown) && isWell(known) && lost <= 0;
    }

    private static boolean isWell(Load load) {
        return load.refusals() > 0 && load.errors() == load.refusals() && load.p99() <= LATE_MILLIS;
    }

    List<List<String>> cells() {
        return List.of(cells("not yet", unknown), cells("yes", known));
    }

    private List<String> cells(String isKnown, Load load) {
        long answers = load.requests() + load.refusals();
        return List.of(
                server,
                "" + scenario,
                "" + connections,
                isKnown,
                String.format(Locale.ROOT, "%.0f", answers / load.seconds()),
                String.format(Locale.ROOT, "%.1f %%", answers == 0 ? 0 : 100.0 * load.refusals() / answers),
                String.format(Locale.ROOT, "%.1f", load.p50()),
                String.format(Locale.ROOT, "%.1f", load.p99()),
                "" + Math.max(0, lost));
    }
}
