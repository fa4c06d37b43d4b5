package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What becomes of servers that are asked by more and more connections at once, side by side. */
record OverloadProgram(Options options, Path run) {

    boolean measure() throws IOException, InterruptedException {
        List<OverloadRow> rows = new ArrayList<>();
        for (Make make : options.makes()) {
            try (Subjects subjects = Subjects.start(make, options, run)) {
                for (Scenario scenario : options.scenarios()) {
                    for (int connections : options.steps()) {
                        Progress.say(make + " with " + connections + " connections: " + scenario);
                        rows.addAll(measure(make, scenario, connections, subjects));
                    }
                }
            }
        }
        System.out.println("\n" + Subjects.machine(options) + "\n");
        System.out.println(new OverloadTable(rows).markdown());
        return rows.stream().allMatch(row -> row.result().isWithoutErrors());
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
