package io.holdfast.store;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** The servers and nodes of a schedule, with what goes on between them. */
final class SimulatedWorld {

    private static final int SERVERS = 2;
    private static final int MOST_SKEW_SECONDS = 5;
    private static final int ROUNDS_TO_RETURN = 5;
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    final ManualClock clock = new ManualClock();
    final SplittableRandom random;
    final Trace trace;
    final Actors actors;
    final List<FakeNode> nodes;
    final NodeInspector inspector;
    final List<SimulatedServer> servers = new ArrayList<>();
    private final Sabotage sabotage;
    private final int timeoutsToDown;
    private int serversEver;

    SimulatedWorld(SimulationRun run, boolean traced, Executor threads) {
        random = new SplittableRandom(run.seed());
        trace = new Trace(traced, clock);
        actors = new Actors(clock, threads, random.split());
        sabotage = run.sabotage();
        timeoutsToDown = 1 + random.nextInt(3);
        nodes = IntStream.range(0, 3 + random.nextInt(3))
                .mapToObj(number -> new FakeNode("node" + number, clock))
                .toList();
        inspector = new NodeInspector(nodes);
        for (int i = 0; i < (run.isOfOneServer() ? 1 : SERVERS); i++) {
            servers.add(newServer());
        }
    }

    private SimulatedServer newServer() {
        int number = ++serversEver;
        SimulatedLink.Shared shared = new SimulatedLink.Shared(
                number,
                new AtomicBoolean(),
                new Stops(clock, random.split()),
                new HashMap<>(),
                sabotage,
                inspector,
                trace);
        List<SimulatedLink> links = nodes.stream()
                .map(node -> new SimulatedLink(node.seenByAnother(), random.split(), shared))
                .toList();
        Duration skew = Duration.ofSeconds(random.nextInt(2 * MOST_SKEW_SECONDS + 1) - MOST_SKEW_SECONDS);
        SimulatedServer server = new SimulatedServer(
                number,
                links,
                random.nextInt(4) > 0,
                timeoutsToDown,
                actors,
                new SimulatedServer.Clocks(clock, InstantSource.offset(clock, skew)),
                new SeededRandom(random));
        server.probe();
        return server;
    }

    SimulatedServer anyServer() {
        return servers.get(random.nextInt(servers.size()));
    }

    SimulatedLink anyLink() {
        return one(anyServer().links);
    }

    <T> T one(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** The process dies with all its requests and what it owed to nodes; another one takes its place. */
    void killServer() {
        SimulatedServer server = anyServer();
        trace.note("%s dies", server);
        actors.alive(actor -> actor.server == server).forEach(actors::kill);
        server.close();
        servers.set(servers.indexOf(server), newServer());
    }

    /** Lets a server do one thing that it does in the background. */
    void beginRepair(SimulatedServer server) {
        Runnable repair = server.background().poll();
        if (repair != null) {
            actors.enter("a repair at " + server, server, false, repair);
        }
    }

    void beginProbe(SimulatedServer server) {
        if (actors.alive(actor -> actor.server == server && actor.isProbe()).isEmpty()) {
            actors.enter(Actor.PROBE, server, false, server::probe);
        }
    }

    /** Everybody who is on stage comes to an end. */
    void finishAll() {
        while (!actors.isEmpty()) {
            List<Actor> ready = actors.ready();
            if (ready.isEmpty()) {
                actors.passTime();
            } else {
                actors.resume(ready.get(0));
            }
        }
    }

    /** Nobody is on stage, and time passes until every node that answers is in use again, however often it failed. */
    void settle() {
        finishAll();
        for (int round = 0; round < ROUNDS_TO_RETURN; round++) {
            clock.advance(LONGEST_HOLD.dividedBy(ROUNDS_TO_RETURN - 2));
            servers.forEach(SimulatedServer::probe);
        }
        for (SimulatedServer server : servers) {
            for (Runnable repair = server.background().poll();
                    repair != null;
                    repair = server.background().poll()) {
                repair.run();
            }
        }
    }
}
