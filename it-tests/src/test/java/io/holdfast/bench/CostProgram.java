package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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

    /** Every other round goes the other way, so that none is always the first after a pause. */
    private List<Row> measure(Make make, Scenario scenario, List<Subject> subjects)
            throws IOException, InterruptedException {
        List<Row> rows = subjects.stream()
                .map(subject -> new Row(make, scenario, subject.variant(), new ArrayList<>()))
                .toList();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (int i : order) {
                rows.get(i).rounds().add(subjects.get(i).measure(scenario, options.measured()));
            }
            Collections.reverse(order);
        }
        return rows;
    }
}
