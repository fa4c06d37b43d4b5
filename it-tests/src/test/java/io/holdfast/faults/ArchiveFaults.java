package io.holdfast.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is tried where the servers have an archive that takes every tenth change. */
final class ArchiveFaults {

    private static final int EVERY = 10;

    static final List<Fault> ALL = List.of(
            within(Fault.archived(
                            "archive-nodes", "with an archive: all nodes killed, back empty after 10 s", context -> {
                                context.permitRefusalOf(user -> true);
                                context.site().nodes().forEach(FaultyNode::kill);
                                context.pass(10);
                                context.site().nodes().forEach(FaultyNode::startEmpty);
                            }))
                    .with("no error", row -> row.errors() == 0),
            within(Fault.archived(
                    "archive-all",
                    "with an archive: all nodes and both application servers killed at once, started again",
                    ArchiveFaults::everything)),
            Fault.archived("archive-database", "with an archive: its database killed for 20 s", context -> {
                        context.site().database().kill();
                        context.pass(20);
                        context.site().database().restart();
                    })
                    .with("no error", row -> row.errors() == 0)
                    .with("no older state", row -> row.older() == 0)
                    .with("no acknowledged change lost", row -> row.changesLost() == 0),
            within(Fault.archived(
                            "archive-late",
                            "with an archive: its database killed for 20 s; 10 s later all nodes, back empty at once",
                            context -> {
                                context.permitRefusalOf(user -> true);
                                context.site().database().kill();
                                context.pass(20);
                                context.site().database().restart();
                                context.watch(
                                        Duration.ofSeconds(11)); // the longest time between two attempts, and one more
                                context.site().nodes().forEach(FaultyNode::kill);
                                context.site().nodes().forEach(FaultyNode::startEmpty);
                            }))
                    .with("no error", row -> row.errors() == 0));

    private ArchiveFaults() {}

    private static Fault within(Fault fault) {
        return fault.with("nobody set back by " + EVERY + " changes or more", row -> row.mostMissing() < EVERY)
                .then(ArchiveFaults::tellWhatIsMissing);
    }

    private static void everything(FaultContext context) throws Exception {
        context.permitRefusalOf(user -> true);
        context.site().servers().forEach(Wildfly::kill);
        context.site().nodes().forEach(FaultyNode::kill);
        context.site().nodes().forEach(FaultyNode::startEmpty);
        for (Wildfly server : context.site().servers()) {
            server.renew();
        }
        context.site().awaitUp();
    }

    /** How many users were set back by how many changes. */
    private static void tellWhatIsMissing(FaultContext context) {
        Map<Integer, Long> users = context.load().users().stream()
                .collect(Collectors.groupingBy(User::mostMissing, TreeMap::new, Collectors.counting()));
        context.remark("users by changes missing: "
                + users.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ")));
    }
}
