package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Servers at full load that are kept from their work, side by side, and what becomes of their sessions and nodes. */
record PressureProgram(Options options, Path run) {

    /** Before and after each pressure, as machines are not always equally fast. */
    private static final Duration FREE = Duration.ofSeconds(10);

    /** Long enough for a failure to be known, and for the node to be used again or not. */
    private static final Duration WITH_FAILURE = Duration.ofSeconds(15);

    private static final Duration UNTIL_FAILURE = Duration.ofSeconds(5);
    private static final Duration UNTIL_ALL_ARE_BACK = Duration.ofMinutes(2);

    boolean measure() throws IOException, InterruptedException {
        List<PressureRow> rows = rows(options.pressures());
        System.out.println("\n" + Subjects.machine(options) + "\n");
        System.out.println(new PressureTable(rows).markdown());
        return rows.stream()
                .filter(row -> row.variant() instanceof Variant.Holdfast)
                .allMatch(PressureRow::isWell);
    }

    List<PressureRow> rows(List<Pressure> pressures) throws IOException, InterruptedException {
        List<Pressure> possible =
                pressures.stream().filter(Pressure::isPossible).toList();
        pressures.stream()
                .filter(pressure -> !possible.contains(pressure))
                .forEach(pressure -> System.err.println(pressure.name() + " is left out: it is not permitted here"));
        List<PressureRow> rows = new ArrayList<>();
        for (Make make : options.makes()) {
            try (Subjects subjects = Subjects.start(make, options, run)) {
                for (Pressure pressure : possible) {
                    measure(make, pressure, subjects, rows);
                }
            }
        }
        return rows;
    }

    private void measure(Make make, Pressure pressure, Subjects subjects, List<PressureRow> rows)
            throws IOException, InterruptedException {
        for (Scenario scenario : options.scenarios()) {
            Progress.say(make + " under " + pressure.name() + ": " + scenario);
            for (Subject subject : subjects.all()) {
                double before = withoutPressure(scenario, subject);
                PressureRow row = measure(make, pressure, scenario, subject, Optional.empty());
                rows.add(row.comparedWith((before + withoutPressure(scenario, subject)) / 2));
            }
            for (Subject subject : subjects.all()) {
                if (subject.store() instanceof Nodes) {
                    for (NodeFailure failure : NodeFailure.values()) {
                        rows.add(measure(make, pressure, scenario, subject, Optional.of(failure)));
                    }
                }
            }
        }
    }

    private static double withoutPressure(Scenario scenario, Subject subject) throws IOException, InterruptedException {
        return subject.checkedLoad(scenario, FREE).perSecond();
    }

    private PressureRow measure(
            Make make, Pressure pressure, Scenario scenario, Subject subject, Optional<NodeFailure> failure)
            throws IOException, InterruptedException {
        long before = subject.changes(scenario);
        NodeLog log = new NodeLog(subject.server());
        Measured measured;
        Pressure.Lasting lasting = pressure.begin(subject.server().pid(), subject.application());
        try {
            measured = load(scenario, subject, failure, log);
        } finally {
            lasting.close();
        }
        long downs = well(subject, log, failure, "DOWN");
        long suspicions = well(subject, log, failure, "SUSPECT");
        failure.ifPresent(over -> end(over, firstNode(subject), log));
        long due = scenario.page() == Page.HIT ? measured.load().requests() : 0;
        return new PressureRow(
                make,
                subject.variant(),
                scenario,
                pressure,
                failure,
                measured.load(),
                OptionalDouble.empty(),
                due - (subject.changes(scenario) - before),
                downs,
                suspicions,
                measured.knownAfter());
    }

    /** @param knownAfter as in {@link PressureRow} */
    private record Measured(Load load, OptionalLong knownAfter) {}

    private Measured load(Scenario scenario, Subject subject, Optional<NodeFailure> failure, NodeLog log)
            throws IOException, InterruptedException {
        if (failure.isEmpty()) {
            return new Measured(subject.checkedLoad(scenario, options.measured()), OptionalLong.empty());
        }
        CompletableFuture<OptionalLong> known =
                CompletableFuture.supplyAsync(() -> fail(failure.get(), firstNode(subject), log));
        Load load = subject.checkedLoad(scenario, WITH_FAILURE);
        return new Measured(load, known.join());
    }

    private static MemcachedProcess firstNode(Subject subject) {
        return ((Nodes) subject.store()).processes().get(0);
    }

    private static void end(NodeFailure failure, MemcachedProcess node, NodeLog log) {
        failure.end(node);
        String name = Nodes.name(0);
        Eventually.await(
                "all nodes are back", UNTIL_ALL_ARE_BACK, () -> log.count(name, "UP") >= log.count(name, "DOWN"));
    }

    /** How often nodes that were well were said to be in that state. */
    private static long well(Subject subject, NodeLog log, Optional<NodeFailure> failure, String state) {
        long count = 0;
        if (subject.store() instanceof Nodes nodes) {
            for (int i = failure.isPresent() ? 1 : 0; i < nodes.processes().size(); i++) {
                count += log.count(Nodes.name(i), state);
            }
        }
        return count;
    }

    /** @return milliseconds until the node was said to be down */
    private static OptionalLong fail(NodeFailure failure, MemcachedProcess node, NodeLog log) {
        CompletableFuture<?> moment =
                new CompletableFuture<>().completeOnTimeout(null, UNTIL_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        moment.join();
        long falseAlarms = log.count(Nodes.name(0), "DOWN");
        long began = System.nanoTime();
        failure.begin(node);
        try {
            Eventually.await(
                    "the failure is known",
                    WITH_FAILURE.minus(UNTIL_FAILURE),
                    () -> log.count(Nodes.name(0), "DOWN") > falseAlarms);
        } catch (AssertionError e) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((System.nanoTime() - began) / 1_000_000);
    }
}
