package io.holdfast.bench;

import io.holdfast.bench.ScaleRow.Dimension;
import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a request costs when there are more nodes, more connections, or more sessions that nobody asks for. */
record ScaleProgram(Options options, Path run) {

    private static final Duration IDLE = Duration.ofSeconds(20);

    /** While there is more of something else. */
    private static final int CONNECTIONS = 32;

    boolean measure() throws IOException, InterruptedException {
        Options own = options.ofHoldfast();
        List<ScaleRow> rows = new ArrayList<>();
        List<IdleServer> idle = new ArrayList<>();
        for (Make make : options.makes()) {
            moreNodes(make, (Variant.Holdfast) own.variants().get(0), rows, idle);
            try (Subjects subjects = Subjects.start(make, own, run)) {
                Subject subject = subjects.all().get(0);
                moreConnections(make, subject, rows);
                moreSessions(make, subject, rows);
            }
        }
        System.out.println("\n" + Subjects.machine(options) + "\n");
        System.out.println(new ScaleTable(rows).markdown() + "\n");
        System.out.println(IdleServer.markdown(idle));
        System.out.println("\nPlots: " + new ScalePlots(rows).draw(run));
        return rows.stream().allMatch(row -> row.result().isWithoutErrors());
    }

    /** A server for each number, side by side. */
    private void moreNodes(Make make, Variant.Holdfast holdfast, List<ScaleRow> rows, List<IdleServer> idle)
            throws IOException, InterruptedException {
        List<Variant> variants = options.nodes().stream()
                .map(count -> (Variant) new Variant.Holdfast("on-" + count, holdfast.jar(), holdfast.live(), count))
                .toList();
        try (Subjects subjects = Subjects.start(make, options.with(variants, List.of(CONNECTIONS)), run)) {
            for (Scenario scenario : options.scenarios()) {
                Progress.say(make + " with more nodes: " + scenario);
                List<List<Result>> rounds =
                        Rounds.measure(subjects.all(), options.rounds(), subject -> measure(subject, scenario));
                for (int i = 0; i < rounds.size(); i++) {
                    rows.add(row(make, Dimension.NODES, options.nodes().get(i), scenario, rounds.get(i)));
                }
            }
            Progress.say(make + " asks nodes how they are, and nobody asks it");
            idle.addAll(IdleServer.watch(make, subjects.all(), IDLE));
        }
    }

    private void moreConnections(Make make, Subject subject, List<ScaleRow> rows)
            throws IOException, InterruptedException {
        for (Scenario scenario : options.scenarios()) {
            for (int connections : options.steps()) {
                Progress.say(make + " with " + connections + " connections: " + scenario);
                List<List<Result>> rounds = Rounds.measure(
                        List.of(subject),
                        options.rounds(),
                        each -> each.measure(scenario, connections, options.measured()));
                rows.add(row(make, Dimension.CONNECTIONS, connections, scenario, rounds.get(0)));
            }
        }
    }

    private void moreSessions(Make make, Subject subject, List<ScaleRow> rows)
            throws IOException, InterruptedException {
        int begun = 0;
        for (int idle : options.idle()) {
            Progress.say(make + " begins sessions, until there are " + idle);
            subject.beginIdle(idle - begun);
            begun = idle;
            OptionalLong heap = OptionalLong.of(subject.heap());
            OptionalLong items = OptionalLong.of(((Nodes) subject.store()).items());
            for (Scenario scenario : options.scenarios()) {
                Result median = Result.median(
                        Rounds.measure(List.of(subject), options.rounds(), each -> measure(each, scenario))
                                .get(0));
                rows.add(new ScaleRow(make, Dimension.IDLE, idle, scenario, median, heap, items));
            }
        }
    }

    private Result measure(Subject subject, Scenario scenario) throws IOException, InterruptedException {
        return subject.measure(scenario, Math.min(CONNECTIONS, options.connections()), options.measured());
    }

    private static ScaleRow row(Make make, Dimension of, int count, Scenario scenario, List<Result> rounds) {
        return new ScaleRow(
                make, of, count, scenario, Result.median(rounds), OptionalLong.empty(), OptionalLong.empty());
    }
}
