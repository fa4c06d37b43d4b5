package io.holdfast.faults;

import io.holdfast.it.harness.server.MachineInfo;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tries the faults that are named, or all, and prints the table; ends with 1 if a bound is missed. */
public final class FaultsCommand {

    private FaultsCommand() {}

    public static void main(String[] words) throws Exception {
        if (List.of(words).contains("--list")) {
            Faults.ALL.forEach(fault -> System.out.printf(Locale.ROOT, "  %-14s %s%n", fault.name(), fault.title()));
            return;
        }
        Options options;
        try {
            options = Options.read(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Wildfly.ServerHome serverHome = new Wildfly.ServerHome(
                Path.of(System.getProperty("wildfly.home")),
                Path.of(System.getProperty("example.war")),
                Path.of(System.getProperty("run.dir")));
        List<Row> rows = run(options, serverHome, System.err);
        System.out.println("\n" + MachineInfo.description(List.of(serverHome.home())) + "\n");
        System.out.println(new Table(options, rows).markdown());
        System.exit(rows.stream().allMatch(row -> row.missed().isEmpty()) ? 0 : 1);
    }

    static List<Row> run(Options options, Wildfly.ServerHome serverHome, PrintStream out) throws Exception {
        Progress progress = new Progress(out, serverHome.run().resolve("answers.log"));
        List<Row> rows = new ArrayList<>();
        for (boolean archived : new boolean[] {false, true}) {
            List<Fault> some = options.faults().stream()
                    .filter(fault -> fault.archived() == archived)
                    .toList();
            if (!some.isEmpty()) {
                rows.addAll(run(some, archived, options, serverHome, progress));
            }
        }
        return rows;
    }

    private static List<Row> run(
            List<Fault> faults, boolean archived, Options options, Wildfly.ServerHome serverHome, Progress progress)
            throws Exception {
        progress.begin("Two WildFly and three memcached start ...");
        List<Row> rows = new ArrayList<>();
        Path run = archived ? serverHome.run().resolve("archived") : serverHome.run();
        Files.createDirectories(run);
        try (TestSite site = new TestSite(serverHome.in(run), options.settings(), archived)) {
            site.awaitUp();
            for (Fault fault : faults) {
                Row row = new FaultRun(site, options, progress).run(fault);
                progress.say(row.missed().isEmpty() ? "all bounds kept" : "missed: " + String.join(", ", row.missed()));
                rows.add(row);
            }
        }
        return rows;
    }
}
