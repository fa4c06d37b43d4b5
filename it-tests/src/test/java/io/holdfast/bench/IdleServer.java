package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server does that nobody asks: it probes its nodes.
 *
 * @param connections to all of its nodes
 * @param commands to all of its nodes, in a second
 * @param kilobytes to its nodes and back, in a second
 * @param processor its user and system time, in percent of one processor
 * @param store likewise of all nodes
 */
record IdleServer(
        Make make, int nodes, long connections, double commands, double kilobytes, double processor, double store) {

    /** Watches all of them at the same time. */
    static List<IdleServer> watch(Make make, List<Subject> subjects, Duration time) {
        List<Counters> before = subjects.stream().map(Counters::read).toList();
        Stopwatch.start().await(time.toMillis() / 1e3);
        List<IdleServer> idle = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            idle.add(of(make, (Nodes) subjects.get(i).store(), before.get(i), Counters.read(subjects.get(i)), time));
        }
        return idle;
    }

    private static IdleServer of(Make make, Nodes nodes, Counters before, Counters after, Duration time) {
        double seconds = time.toMillis() / 1e3;
        return new IdleServer(
                make,
                nodes.processes().size(),
                nodes.connections(),
                (after.sum(Figure.READS, Figure.WRITES) - before.sum(Figure.READS, Figure.WRITES)) / seconds,
                (after.sum(Figure.TO_STORE, Figure.FROM_STORE) - before.sum(Figure.TO_STORE, Figure.FROM_STORE))
                        / seconds,
                (after.server - before.server) / seconds / 10,
                (after.store - before.store) / seconds / 10);
    }

    /** Milliseconds of processors and counts of the store, at one moment. */
    private record Counters(double server, double store, Map<Figure, Double> counted) {

        static Counters read(Subject subject) {
            Store store = subject.store();
            return new Counters(
                    Ticks.of(subject.server().pid()),
                    store.pids().stream().mapToLong(Ticks::of).sum(),
                    store.counted());
        }

        double sum(Figure one, Figure other) {
            return counted.get(one) + counted.get(other);
        }
    }

    static String markdown(List<IdleServer> idle) {
        List<String> headings = List.of(
                "server, not asked", "nodes", "connections", "commands/s", "KB/s", "server's CPU, %", "nodes' CPU, %");
        return MarkdownTable.of(headings, idle.stream().map(IdleServer::cells));
    }

    private List<String> cells() {
        return List.of(
                make.name().toLowerCase(Locale.ROOT),
                "" + nodes,
                "" + connections,
                one(commands),
                one(kilobytes),
                one(processor),
                one(store));
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
