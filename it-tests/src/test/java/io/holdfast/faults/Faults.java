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
                            scene -> scene.node(0).kill())
                    .lasting()
                    .with("no error", row -> row.errors() == 0)
                    .with("no request over 1 s", row -> row.slowest() <= 1000),
            Fault.of("back-empty", "SIGKILL, back empty after 20 s; then the next one killed", Faults::backEmpty),
            Fault.of("hang", "SIGSTOP 20 s, then SIGCONT", Faults::hang)
                    .with("no request over 1 s", row -> row.slowest() <= 1000)
                    .with("throughput at least 90 %", row -> row.throughput() >= 0.9)
                    .with("nobody locked out afterwards", row -> row.loginsFailedAfter() == 0),
            Fault.of("rolling", "rolling restart of all three, 10 s apart, 1 s down each", Faults::rolling),
            Fault.of("rolling-again", "the same five times over, without a pause", scene -> {
                for (int round = 0; round < 5; round++) {
                    rolling(scene);
                }
            }),
            Fault.of("cut", "one server cut from one node for 15 s", scene -> {
                scene.node(1).link(0).become(Weather.CUT);
                scene.pass(15);
                scene.node(1).link(0).become(Weather.CLEAR);
            }),
            Fault.of(
                    "old-data-hung",
                    "node hung for 10 s, back with old data; then the next one killed",
                    Faults::oldDataOfHungNode),
            Fault.of(
                    "old-data-cut",
                    "node cut from both servers for 15 s, back with old data; then the next one killed",
                    Faults::oldDataOfCutNode),
            Fault.of("half-open", "connections to one node lost without a word, twice", scene -> {
                scene.node(1).links().forEach(FaultyLink::loseOpenConnections);
                scene.pass(10);
                scene.node(1).links().forEach(FaultyLink::loseOpenConnections);
            }),
            weather("resets", "every 20th answer of one node breaks off with a reset, for 15 s", Weather.RESETS),
            weather("drip", "answers of one node a byte at a time, for 15 s", Weather.DRIP),
            weather("slow", "answers of one node 300 ms late, for 15 s", Weather.SLOW),
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

    private static Fault weather(String name, String title, Weather weather) {
        return Fault.of(name, title, scene -> {
            scene.node(1).become(weather);
            scene.pass(15);
            scene.node(1).become(Weather.CLEAR);
        });
    }

    private static Fault allDown(Fault fault) {
        return fault.with("503 with Retry-After and nothing else", row -> row.errors() == 0)
                .with("recovered within 2 s", row -> row.normalAfter() <= 2);
    }

    private static void backEmpty(Scene scene) throws InterruptedException {
        scene.node(0).kill();
        scene.pass(20);
        scene.node(0).startEmpty();
        scene.pass(REPAIRED);
        scene.node(1).kill();
    }

    private static void hang(Scene scene) throws InterruptedException {
        scene.node(0).hang();
        scene.pass(20);
        scene.node(0).resume();
    }

    private static void rolling(Scene scene) throws InterruptedException {
        for (FaultyNode node : scene.site().nodes()) {
            node.kill();
            scene.pass(1);
            node.startEmpty();
            scene.pass(REPAIRED - 1);
        }
    }

    private static void oldDataOfHungNode(Scene scene) throws InterruptedException {
        scene.node(1).hang();
        scene.pass(10);
        scene.node(1).resume();
        scene.pass(REPAIRED);
        scene.node(2).kill();
    }

    private static void oldDataOfCutNode(Scene scene) throws InterruptedException {
        scene.node(1).become(Weather.CUT);
        scene.pass(15);
        scene.node(1).become(Weather.CLEAR);
        scene.pass(REPAIRED);
        scene.node(2).kill();
    }

    private static void serverKill(Scene scene) throws InterruptedException {
        Wildfly victim = scene.site().servers().get(1);
        scene.crowd().rush(victim.example(), RUSH);
        scene.crowd().useOnly(List.of(scene.site().servers().get(0).example()));
        victim.kill();
    }

    private static void evictions(Scene scene) throws InterruptedException {
        scene.excuseLossOf(cookie -> scene.site().holders(cookie, LARGE).isEmpty());
        scene.crowd().bringNewcomers(1);
        scene.pass(20);
        for (int more = 0; more < MOST_FILLING_STEPS && countEvictions(scene) == 0; more++) {
            scene.pass(5); // few users take longer to fill the nodes
        }
        scene.crowd().bringNewcomers(0);
    }

    private static long countEvictions(Scene scene) {
        return scene.site().nodes().stream()
                .mapToLong(node -> node.stat("evictions"))
                .sum();
    }

    private static void tellEvictions(Scene scene) throws Exception {
        scene.remark(countEvictions(scene) + " evictions");
        for (Wildfly server : scene.site().servers()) {
            if (server.logged("evict").isEmpty()) {
                scene.remark(UNTOLD);
            }
        }
    }

    private static void twoDown(Scene scene) throws InterruptedException {
        scene.node(0).kill();
        scene.node(1).kill();
        Set<User> bothCopiesGone = scene.usersNotOn(scene.node(2), 2048);
        Set<String> theirCookies = bothCopiesGone.stream().map(User::cookie).collect(Collectors.toSet());
        scene.excuseLossOf(theirCookies::contains);
        scene.permitRefusalOf(bothCopiesGone::contains);
        scene.remark(bothCopiesGone.size() + " had both copies there");
        scene.pass(20);
        scene.node(0).startEmpty();
        scene.node(1).startEmpty();
    }

    private static void allKilled(Scene scene) throws InterruptedException {
        scene.excuseLossOf(cookie -> true);
        scene.permitRefusalOf(user -> true);
        scene.site().nodes().forEach(FaultyNode::kill);
        scene.pass(10);
        scene.site().nodes().forEach(FaultyNode::startEmpty);
    }

    private static void allHung(Scene scene) throws InterruptedException {
        scene.permitRefusalOf(user -> true);
        scene.site().nodes().forEach(FaultyNode::hang);
        scene.pass(10);
        scene.site().nodes().forEach(FaultyNode::resume);
    }
}
