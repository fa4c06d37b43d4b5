package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What becomes of servers that are asked by more and more connections at once, side by side. */
record OverloadProgram(Options options, Path run) {

    boolean measure() throws IOException, InterruptedException {
        List<OverloadRow> rows = new ArrayList<>();
        List<Refusals> refusals = new ArrayList<>();
        for (Make make : options.makes()) {
            try (Subjects subjects = Subjects.start(make, options, run)) {
                for (Scenario scenario : options.scenarios()) {
                    for (int connections : options.steps()) {
                        Progress.say(make + " with " + connections + " connections: " + scenario);
                        rows.addAll(measure(make, scenario, connections, subjects));
                    }
                }
                refuse(make, subjects, refusals);
            }
        }
        System.out.println("\n" + Subjects.machine(options) + "\n");
        OverloadTable table = new OverloadTable(rows);
        System.out.println(table.markdown());
        System.out.println();
        System.out.println(
                MarkdownTable.of(Refusals.HEADINGS, refusals.stream().flatMap(each -> each.cells().stream())));
        return table.isWell() && refusals.stream().allMatch(Refusals::isWell);
    }

    private void refuse(Make make, Subjects subjects, List<Refusals> refusals)
            throws IOException, InterruptedException {
        for (Subject subject : subjects.all()) {
            if (subject.store() instanceof Nodes nodes) {
                for (Scenario scenario : options.scenarios()) {
                    String server = make.name().toLowerCase(Locale.ROOT);
                    Progress.say(make + " with nodes that all hang: " + scenario);
                    refusals.add(Refusals.measure(server, subject, nodes, scenario, options.connections()));
                }
            }
        }
    }

    private List<OverloadRow> measure(Make make, Scenario scenario, int connections, Subjects subjects)
            throws IOException, InterruptedException {
        List<Subject> all = subjects.all();
        List<List<Result>> rounds = Rounds.measure(
                all, options.rounds(), subject -> subject.measure(scenario, connections, options.measured()));
        return IntStream.range(0, all.size())
                .mapToObj(i -> new OverloadRow(
                        make, all.get(i).variant(), scenario, connections, Result.median(rounds.get(i))))
                .toList();
    }
}
