package io.holdfast.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is tried, with what must be so in the end. */
final class Faults {

    /** Between two faults to the nodes: the time in which every session is asked for and so has its copies again. */
    private static final double REPAIRED = 10;

    private static final int LARGE = 20_000;
    private static final int RUSH = 25;
    private static final int MOST_FILLING_STEPS = 24;

    private static final List<Fault> WITHOUT_ARCHIVE = List.of(
            Fault.of(
                            "kill",
                            "SIGKILL of one of three nodes, for good",
                            context -> context.node(0).kill())
                    .lasting()
                    .with("no error", row -> row.errors() == 0)
                    .with("no request over 1 s", row -> row.slowest() <= 1000),
            Fault.of("back-empty", "SIGKILL, back empty after 20 s; then the next one killed", Faults::backEmpty),
            Fault.of("hang", "SIGSTOP 20 s, then SIGCONT", Faults::hang)
                    .with("no request over 1 s", row -> row.slowest() <= 1000)
                    .with("throughput at least 90 %", row -> row.throughput() >= 0.9)
                    .with("nobody locked out afterwards", row -> row.loginsFailedAfter() == 0),
            Fault.of("rolling", "rolling restart of all three, 10 s apart, 1 s down each", Faults::rolling),
            Fault.of("rolling-again", "the same five times over, without a pause", context -> {
                for (int round = 0; round < 5; round++) {
                    rolling(context);
                }
            }),
            Fault.of("cut", "one server cut from one node for 15 s", context -> {
                context.node(1).link(0).become(LinkFault.CUT);
                context.pass(15);
                context.node(1).link(0).become(LinkFault.CLEAR);
            }),
            Fault.of(
                    "old-data-hung",
                    "node hung for 10 s, back with old data; then the next one killed",
                    Faults::oldDataOfHungNode),
            Fault.of(
                    "old-data-cut",
                    "node cut from both servers for 15 s, back with old data; then the next one killed",
                    Faults::oldDataOfCutNode),
            Fault.of("half-open", "connections to one node lost without a word, twice", context -> {
                context.node(1).links().forEach(FaultyLink::loseOpenConnections);
                context.pass(10);
                context.node(1).links().forEach(FaultyLink::loseOpenConnections);
            }),
            linkFault("resets", "every 20th answer of one node breaks off with a reset, for 15 s", LinkFault.RESETS),
            linkFault("drip", "answers of one node a byte at a time, for 15 s", LinkFault.DRIP),
            linkFault("slow", "answers of one node 300 ms late, for 15 s", LinkFault.SLOW),
            Fault.of("server-kill", "SIGKILL of one application server in the middle of requests", Faults::serverKill)
                    .lasting(),
            Fault.of("evictions", "memory of the nodes too small: evictions", Faults::evictions)
                    .on(LARGE, "-m", "8")
                    .then(Faults::tellEvictions)
                    .with("something was evicted", row -> row.remarks().stream().noneMatch("0 evictions"::equals))
                    .with("warned about", row -> row.remarks().stream().noneMatch(Faults.UNTOLD::equals)),
            Fault.of("two-down", "two nodes of three down at once for 20 s, back empty", Faults::twoDown)
                    .with("the rest served, refused with cookies left alone", row -> row.errors() == 0),
            allDown(Fault.of("all-down", "all three nodes killed, back empty after 10 s", Faults::allKilled)),
            allDown(Fault.of("all-hung", "all three nodes hung for 10 s, back as they were", Faults::allHung)));

    static final List<Fault> ALL =
            Stream.concat(WITHOUT_ARCHIVE.stream(), ArchiveFaults.ALL.stream()).toList();

    private static final String UNTOLD = "no warning";

    private Faults() {}

    static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault '" + name + "'; there are "
                        + ALL.stream().map(Fault::name).collect(Collectors.joining(", "))));
    }

    private static Fault linkFault(String name, String title, LinkFault linkFault) {
        return Fault.of(name, title, context -> {
            context.node(1).become(linkFault);
            context.pass(15);
            context.node(1).become(LinkFault.CLEAR);
        });
    }

    private static Fault allDown(Fault fault) {
        return fault.with("503 with Retry-After and nothing else", row -> row.errors() == 0)
                .with("recovered within 2 s", row -> row.normalAfter() <= 2);
    }

    private static void backEmpty(FaultContext context) throws InterruptedException {
        context.node(0).kill();
        context.pass(20);
        context.node(0).startEmpty();
        context.pass(REPAIRED);
        context.node(1).kill();
    }

    private static void hang(FaultContext context) throws InterruptedException {
        context.node(0).hang();
        context.pass(20);
        context.node(0).resume();
    }

    private static void rolling(FaultContext context) throws InterruptedException {
        for (FaultyNode node : context.site().nodes()) {
            node.kill();
            context.pass(1);
            node.startEmpty();
            context.pass(REPAIRED - 1);
        }
    }

    private static void oldDataOfHungNode(FaultContext context) throws InterruptedException {
        context.node(1).hang();
        context.pass(10);
        context.node(1).resume();
        context.pass(REPAIRED);
        context.node(2).kill();
    }

    private static void oldDataOfCutNode(FaultContext context) throws InterruptedException {
        context.node(1).become(LinkFault.CUT);
        context.pass(15);
        context.node(1).become(LinkFault.CLEAR);
        context.pass(REPAIRED);
        context.node(2).kill();
    }

    private static void serverKill(FaultContext context) throws InterruptedException {
        Wildfly victim = context.site().servers().get(1);
        context.load().rush(victim.example(), RUSH);
        context.load().useOnly(List.of(context.site().servers().get(0).example()));
        victim.kill();
    }

    private static void evictions(FaultContext context) throws InterruptedException {
        context.excuseLossOf(cookie -> context.site().holders(cookie, LARGE).isEmpty());
        context.load().bringNewcomers(1);
        context.pass(20);
        for (int more = 0; more < MOST_FILLING_STEPS && countEvictions(context) == 0; more++) {
            context.pass(5); // few users take longer to fill the nodes
        }
        context.load().bringNewcomers(0);
    }

    private static long countEvictions(FaultContext context) {
        return context.site().nodes().stream()
                .mapToLong(node -> node.stat("evictions"))
                .sum();
    }

    private static void tellEvictions(FaultContext context) throws Exception {
        context.remark(countEvictions(context) + " evictions");
        for (Wildfly server : context.site().servers()) {
            if (server.logged("evict").isEmpty()) {
                context.remark(UNTOLD);
            }
        }
    }

    private static void twoDown(FaultContext context) throws InterruptedException {
        context.node(0).kill();
        context.node(1).kill();
        Set<User> bothCopiesGone = context.usersNotOn(context.node(2), 2048);
        Set<String> theirCookies = bothCopiesGone.stream().map(User::cookie).collect(Collectors.toSet());
        context.excuseLossOf(theirCookies::contains);
        context.permitRefusalOf(bothCopiesGone::contains);
        context.remark(bothCopiesGone.size() + " had both copies there");
        context.pass(20);
        context.node(0).startEmpty();
        context.node(1).startEmpty();
    }

    private static void allKilled(FaultContext context) throws InterruptedException {
        context.excuseLossOf(cookie -> true);
        context.permitRefusalOf(user -> true);
        context.site().nodes().forEach(FaultyNode::kill);
        context.pass(10);
        context.site().nodes().forEach(FaultyNode::startEmpty);
    }

    private static void allHung(FaultContext context) throws InterruptedException {
        context.permitRefusalOf(user -> true);
        context.site().nodes().forEach(FaultyNode::hang);
        context.pass(10);
        context.site().nodes().forEach(FaultyNode::resume);
    }
}
