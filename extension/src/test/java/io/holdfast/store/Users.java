package io.holdfast.store;

import java.util.List;

/** Decides who does what next. */
final class Users {

    private static final int MOST_REQUESTS = 3;
    /** One letter each, more of what is to be more frequent. */
    private static final String SEVERAL_SERVERS = "RRRRVVWWWWWWWWWDUULICCCCCCCATT";

    private static final String ONE_SERVER = "RVVWWWDUULIICCCCCATTTNNNNMMMM";

    private final SimulatedWorld world;
    private final Requests requests;
    private int begun;

    Users(SimulatedWorld world, Requests requests) {
        this.world = world;
        this.requests = requests;
    }

    /** Begins some request, unless there are enough. */
    void request() {
        if (world.actors.alive(Actor::isRequest).size() >= MOST_REQUESTS) {
            return;
        }
        SimulatedServer server = world.anyServer();
        List<Guarantees> sessions = requests.sessions();
        Guarantees newest = sessions.get(sessions.size() - 1);
        Guarantees any = world.random.nextInt(5) == 0 ? world.one(sessions) : newest;
        if (newest.state() != Guarantees.State.LIVE && world.random.nextInt(10) < 3) {
            enter("login", server, () -> requests.login(server));
        } else {
            use(server, any, world.servers.size() > 1 ? SEVERAL_SERVERS : ONE_SERVER);
        }
    }

    private void use(SimulatedServer server, Guarantees session, String kinds) {
        Shopping shopping = requests.shopping;
        switch (kinds.charAt(world.random.nextInt(kinds.length()))) {
            case 'R' -> enter("read", server, () -> requests.read(server, session));
            case 'V' -> enter("look", server, () -> shopping.look(server, session));
            case 'W' -> enter("write", server, () -> requests.write(server, session));
            case 'D' -> enter("removal", server, () -> requests.remove(server, session));
            case 'U' -> enter("update", server, () -> requests.update(server, session));
            case 'C' -> enter("change", server, () -> shopping.change(server, session));
            case 'A' -> enter("second name", server, () -> shopping.nameAgain(server, session));
            case 'T' -> enter("thread", server, () -> shopping.leaveThread(server, session));
            case 'N' -> enter("number", server, () -> shopping.number(server, session));
            case 'M' -> enter("tally", server, () -> shopping.tally(server, session));
            case 'L' -> enter("logout", server, () -> requests.logout(server, session));
            case 'I' -> enter("change of id", server, () -> requests.changeId(server, session));
            default -> throw new IllegalArgumentException(kinds);
        }
    }

    private void enter(String what, SimulatedServer server, Runnable part) {
        world.trace.note("%s at %s", what, server);
        world.actors.enter(what, server, true, part);
        begun++;
    }

    /** How many requests were begun. */
    int requests() {
        return begun;
    }

    /** The thread of some request dies. */
    void death() {
        List<Actor> victims = world.actors.alive(Actor::isRequest);
        if (!victims.isEmpty()) {
            Actor victim = world.one(victims);
            world.trace.note("the %s at %s dies", victim.name, victim.server);
            world.actors.kill(victim);
        }
    }
}
