package io.holdfast.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Runs one schedule of events on two servers and three to five nodes. */
final class Simulation {

    private static final int MOVES = 400;
    private static final int ROUNDS_TO_BE_WHOLE = 10;

    private final SimulationRun run;
    private final SimulatedWorld world;
    private final Requests requests;
    private final Users users;
    private final NodeInspector inspector;
    private final InjectedFaults injectedFaults;
    private int events;
    /** Since when all servers have known, at the latest, that the last fault is over. */
    private long wellSince = Long.MAX_VALUE;

    /** @param traced whether {@link #trace} is to be kept, which takes its time */
    Simulation(SimulationRun run, boolean traced, Executor threads) {
        this.run = run;
        this.world = new SimulatedWorld(run, traced, threads);
        this.inspector = world.inspector;
        this.requests = new Requests(world, run, inspector);
        this.users = new Users(world, requests);
        this.injectedFaults = new InjectedFaults(world.clock, world.random, world.trace);
    }

    /** @throws Violation where a promise was broken */
    void run() {
        try {
            requests.login(world.servers.get(0));
            for (int move = 0; move < MOVES; move++) {
                move();
                requests.sessions().forEach(this::check);
            }
            beWhole();
        } catch (Violation e) {
            requests.sessions().forEach(session -> world.trace.note("%s", inspector.shown(session)));
            world.trace.note("%s", e.getMessage());
            throw e;
        } finally {
            world.actors.alive(actor -> true).forEach(world.actors::kill);
        }
    }

    private void check(Guarantees session) {
        if (run.isStrict()) {
            inspector.check(session);
        }
    }

    /** Requests, faults and background work that were begun. */
    int events() {
        return users.requests() + events;
    }

    int faults() {
        return injectedFaults.ever();
    }

    List<String> trace() {
        return world.trace.lines();
    }

    private void move() {
        int dice = world.random.nextInt(100);
        if (dice < 2) {
            fault();
        } else if (dice < 10) {
            users.request();
        } else if (dice < 15) {
            world.beginRepair(world.anyServer());
        } else if (dice < 18) {
            world.beginProbe(world.anyServer());
        } else if (dice < 19) {
            users.death();
        } else {
            goOn();
        }
    }

    private void fault() {
        if (injectedFaults.areUnderWay() && (run.isStrict() || world.random.nextBoolean())) {
            injectedFaults.endOne();
            events++;
        } else if (mayFail()) {
            events++;
            wellSince = Long.MAX_VALUE;
            if (world.servers.size() > 1 && world.random.nextInt(Fault.values().length + 1) == 0) {
                world.killServer();
                injectedFaults.happened();
            } else {
                injectedFaults.begin(world.anyLink(), world.one(requests.sessions()));
            }
        } else if (run.mode() != SimulationRun.Mode.FAULTS_OVERLAP
                && injectedFaults.areOver()
                && injectedFaults.ever() > 0) {
            world.finishAll();
            world.servers.forEach(this::visitAll);
            world.settle();
        }
    }

    private boolean mayFail() {
        return switch (run.mode()) {
            case NO_FAULTS -> false;
            case FAULTS_APART, ONE_SERVER -> isWhole();
            case FAULTS_OVERLAP -> true;
        };
    }

    private boolean isWhole() {
        if (!injectedFaults.areOver()
                || !world.servers.stream().allMatch(server -> server.isWellAfter(injectedFaults))) {
            return false;
        }
        wellSince = Math.min(wellSince, world.clock.nanos());
        // a request that began earlier keeps to the nodes that were well then: the last fault is not over for it
        return world.actors
                        .alive(actor ->
                                !actor.isRequest() || (injectedFaults.ever() > 0 && actor.bornNanos < wellSince))
                        .isEmpty()
                && requests.sessions().stream().allMatch(inspector::isWhole);
    }

    private void goOn() {
        List<Actor> ready = world.actors.ready();
        if (!ready.isEmpty() && world.random.nextInt(3) > 0) {
            world.actors.resume(world.one(ready));
        } else if (world.actors.isEmpty()) {
            world.clock.advance(Duration.ofMillis(world.random.nextInt(200)));
        } else {
            world.actors.passTime();
        }
    }

    /** All faults end; then everybody finds everything. */
    private void beWhole() {
        while (injectedFaults.areUnderWay()) {
            injectedFaults.endOne();
        }
        world.settle();
        for (int round = 0; round < ROUNDS_TO_BE_WHOLE && !isWhole(); round++) {
            world.servers.forEach(this::visitAll);
            world.settle();
        }
        if (run.isStrict() && !isWhole()) {
            throw new Violation("the sessions do not become whole again");
        }
        int before = requests.sessions().size();
        world.servers.forEach(requests::login);
        world.servers.forEach(this::visitAll);
        if (requests.sessions().size() != before + world.servers.size()) {
            throw new Violation("nobody can log in though all nodes are well");
        }
    }

    private void visitAll(SimulatedServer server) {
        requests.sessions().forEach(session -> requests.shopping.look(server, session));
    }
}
