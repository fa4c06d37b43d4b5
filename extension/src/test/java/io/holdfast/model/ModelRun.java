package io.holdfast.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One run: who comes when, whose step is next, and when the fault strikes. All of it follows from the seed. */
final class ModelRun {

    private static final int MOST_STEPS = 4000;

    private final World world;
    private final Random random;
    private final Theme theme;
    private final boolean oneServer;
    private final List<Request> open = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private final int howMany;
    private final int mostAtOnce;
    private boolean draining;
    private int begun;
    private long traceSeen;
    private int traceSeenAt;

    ModelRun(long seed, Theme given, Fault givenFault, Set<Rule> off, Trace trace) {
        random = new Random(seed);
        oneServer = random.nextInt(3) == 0;
        theme = given == null ? Theme.all()[random.nextInt(Theme.all().length)] : given;
        Fault fault = givenFault == null ? Fault.all()[random.nextInt(Fault.all().length)] : givenFault;
        world = new World(random, trace, fault, off);
        howMany = 3 + random.nextInt(5);
        mostAtOnce = 1 + random.nextInt(3);
    }

    Outcome run() {
        Stored first = Stored.of(List.of(new Entry(1, 1), Entry.NO_TRACE, new Entry(1, 7)));
        world.guarantees.starts(first, oneServer);
        world.say(theme, ", ", world.fault, oneServer ? ", one server" : ", two servers");
        for (int place = 0; place < World.COPIES; place++) {
            world.node(world.placed(0, place)).put(0, first);
        }
        while (world.guarantees.broken() == null && !isOver()) {
            if (++world.now > MOST_STEPS) {
                world.guarantees.breaks("requests wait for each other");
            }
            step();
        }
        if (world.guarantees.broken() == null) {
            world.guarantees.ends(Copies.merged(world));
        }
        return new Outcome(world.guarantees.broken(), world.trace.steps());
    }

    private boolean isOver() {
        if (!open.isEmpty() || begun < howMany) {
            return false;
        }
        late.forEach(Late::change);
        late.clear();
        draining = true;
        for (Server server : world.servers) {
            if (evict(server)) {
                return false;
            }
        }
        return true;
    }

    private void step() {
        if (theme == Theme.REMOVALS && open.isEmpty() && world.oneIn(2)) {
            timePasses();
            return;
        }
        switch (random.nextInt(20)) {
            case 0 -> fault();
            case 1 -> evict(world.servers[random.nextInt(2)]);
            case 2 -> threadChanges();
            default -> go();
        }
    }

    private void go() {
        boolean mayBegin = begun < howMany && open.size() < mostAtOnce;
        if (mayBegin && (open.isEmpty() || world.oneIn(3))) {
            begin();
        } else if (!open.isEmpty()) {
            Request request = open.get(random.nextInt(open.size()));
            boolean dawdles = request.kind.takesItsTime() && request.looked && !request.saves;
            if (!dawdles || world.oneIn(12)) {
                take(request);
            }
        }
    }

    private void take(Request request) {
        request.next = request.next.take();
        if (request.next == null) {
            open.remove(request);
            over(request);
        }
    }

    private void begin() {
        Kind kind = theme.any(random);
        Server server = world.servers[oneServer || kind == Kind.LOGS_IN ? 0 : random.nextInt(2)];
        if (kind == Kind.COMES_FROM_OUTSIDE && server.kept == null) {
            kind = Kind.CHANGES_THE_CART;
        }
        int key = switch (kind) {
            case COMES_FROM_OUTSIDE -> server.kept.key;
            case REPLAYS_THE_FIRST_ID -> 0;
            default -> world.guarantees.browserKey;
        };
        start(new Request(world, begun++, kind, server, key, reads(kind)));
    }

    private void start(Request request) {
        world.guarantees.begins(request);
        request.next = new OpenAttempt(request)::begin;
        open.add(request);
    }

    private Set<Name> reads(Kind kind) {
        Set<Name> reads = EnumSet.noneOf(Name.class);
        if (kind.changesTheCart()) {
            reads.add(theme == Theme.TWO_NAMES && world.oneIn(2) ? Name.CART_AGAIN : Name.CART);
        } else if (kind == Kind.GIVES_THE_CART_A_SECOND_NAME) {
            reads.add(Name.CART);
        }
        for (Name name : Name.all()) {
            if (world.oneIn(kind.looksAround() ? 2 : 8)) {
                reads.add(name);
            }
        }
        return reads;
    }

    private void over(Request request) {
        LiveSession live = request.live;
        if (live == null) {
            return;
        }
        boolean there = request.server.find(live.key) == live;
        if (request.kind == Kind.EVICTS) {
            boolean suspect = live.isSuspect() && world.holds(Rule.WHAT_IS_STILL_SUSPECT_IS_NOT_EVICTED);
            if (live.inUse == 0 && !suspect) {
                request.server.forget(live);
                world.say(request.server, " has let its live session go");
            }
        } else if (request.acknowledged && request.kind == Kind.LEAVES_A_THREAD) {
            late.add(new Late(world, request, oneServer && world.fault != Fault.OUT_OF_TIME));
        } else if (there && request.acknowledged && theme.keepsSessions() && request.server.kept == null) {
            request.server.kept = live;
            live.held = true;
            world.say("somebody keeps the session object of ", request.server);
        }
    }

    private void fault() {
        if (world.isCut() && world.oneIn(3)) {
            world.heal();
        } else if (begun > 0 && world.strikes(Fault.RESTART, 1)) {
            world.restart(random.nextInt(World.NODES));
        } else if (begun > 0 && world.strikes(Fault.CUT, 1)) {
            world.cut(random.nextInt(World.NODES), 1 + random.nextInt(3));
        }
    }

    /** Says whether there was anything to let go. */
    private boolean evict(Server server) {
        LiveSession live = server.anyUnused();
        boolean held = live != null && live.held && world.holds(Rule.WHAT_IS_HELD_OUTSIDE_IS_FOUND_AGAIN);
        if (live == null || (held && !draining)) {
            return false;
        }
        if (world.holds(Rule.EVICTION_SAVES_WHAT_MAY_HAVE_CHANGED) && live.base != null) {
            start(new Request(world, 30, Kind.EVICTS, server, live.key, EnumSet.noneOf(Name.class)));
        } else {
            server.forget(live);
            world.say(server, " lets its live session go");
        }
        return true;
    }

    private void threadChanges() {
        if (!late.isEmpty()) {
            late.remove(random.nextInt(late.size())).change();
        }
    }

    private void timePasses() {
        if (world.isCut() || !Copies.copiesAreEqual(world)) {
            return;
        }
        world.age++;
        Entry title = Copies.merged(world).entry(Name.TITLE);
        world.say("half of the time passes after which removals are forgotten");
        if (title.stamp() != traceSeen) {
            traceSeen = title.stamp();
            traceSeenAt = world.age;
        } else if (title.value() == Entry.REMOVED && title.stamp() > 0 && world.age - traceSeenAt >= 2) {
            Copies.forget(world);
        }
    }
}
