package io.holdfast.cost;

import io.holdfast.SessionStore;
import io.holdfast.it.harness.server.Jars;
import io.holdfast.it.harness.server.MachineInfo;
import io.holdfast.it.harness.server.Make;
import io.holdfast.it.harness.server.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measures the variants and prints the table; ends with 1 if there were errors. */
public final class CostCommand {

    private static final int FIRST_OFFSET = 4000;

    private final Options options;
    private final Path run;

    private CostCommand(Options options, Path run) {
        this.options = options;
        this.run = run;
    }

    public static void main(String[] words) throws Exception {
        Options options;
        try {
            options = Options.read(List.of(words), new Variant("holdfast", Optional.of(Jars.of(SessionStore.class))));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        CostCommand command = new CostCommand(options, Path.of(System.getProperty("run.dir")));
        List<Row> rows = new ArrayList<>();
        for (Make make : options.makes()) {
            rows.addAll(command.measure(make));
        }
        List<Path> homes = options.makes().stream().map(CostCommand::home).toList();
        System.out.println("\n" + MachineInfo.description(homes) + "\n");
        System.out.println(new CostTable(options, rows).markdown());
        System.exit(rows.stream().allMatch(row -> row.median().get(Figure.ERRORS) == 0) ? 0 : 1);
    }

    private static Path home(Make make) {
        return Path.of(System.getProperty(make.name().toLowerCase(Locale.ROOT) + ".home"));
    }

    private List<Row> measure(Make make) throws IOException, InterruptedException {
        List<Subject> subjects = new ArrayList<>();
        try {
            int offset = FIRST_OFFSET;
            for (Variant variant : options.variants()) {
                offset = Ports.freeOffset(offset);
                say(make + " with " + variant.name() + " starts");
                Subject subject = new Subject(make, variant, options.connections(), home(make), run, offset);
                subjects.add(subject);
                subject.start();
                offset += 100;
            }
            warmUp(subjects);
            List<Row> rows = new ArrayList<>();
            for (Scenario scenario : options.scenarios()) {
                say(make + ", " + scenario);
                rows.addAll(measure(make, scenario, subjects));
            }
            return rows;
        } finally {
            subjects.forEach(Subject::close);
        }
    }

    /**
     * All pages before the first is measured: what a server compiles for one it may have to compile anew for the next.
     */
    private void warmUp(List<Subject> subjects) throws IOException, InterruptedException {
        say("warming up");
        for (Subject subject : subjects) {
            for (Scenario scenario : options.scenarios()) {
                subject.warmUp(scenario, options.warmUp());
            }
        }
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

    private static void say(String what) {
        System.err.println(what + " ...");
    }
}
