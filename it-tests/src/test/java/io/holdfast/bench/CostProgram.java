package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What requests cost each variant, side by side: prints the tables and draws the plots. */
record CostProgram(Options options, Path run) {

    boolean measure() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Make make : options.makes()) {
            try (Subjects subjects = Subjects.start(make, options, run)) {
                for (Scenario scenario : options.scenarios()) {
                    Progress.say(make + ": " + scenario);
                    rows.addAll(measure(make, scenario, subjects.all()));
                }
            }
        }
        System.out.println("\n" + Subjects.machine(options) + "\n");
        System.out.println(new BenchTable(options, rows).markdown());
        System.out.println(new RatioTable(rows).markdown());
        System.out.println("\nPlots: " + new Plots(rows).draw(run));
        return rows.stream().allMatch(row -> row.median().isWithoutErrors());
    }

    private List<Row> measure(Make make, Scenario scenario, List<Subject> subjects)
            throws IOException, InterruptedException {
        List<List<Result>> rounds =
                Rounds.measure(subjects, options.rounds(), subject -> subject.measureAll(scenario, options.measured()));
        return IntStream.range(0, subjects.size())
                .mapToObj(i -> new Row(make, scenario, subjects.get(i).variant(), rounds.get(i)))
                .toList();
    }
}
