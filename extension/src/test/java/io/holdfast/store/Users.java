package io.holdfast.store;

import java.util.List;

/** Decides who does what next. */
final class Users {

    private static final int MOST_REQUESTS = 3;

    private final World world;
    private final Requests requests;
    private int begun;

    Users(World world, Requests requests) {
        this.world = world;
        this.requests = requests;
    }

    /** Begins some request, unless there are enough. */
    void request() {
        if (world.actors.alive(Actor::isRequest).size() >= MOST_REQUESTS) {
            return;
        }
        SimulatedServer server = world.anyServer();
        List<Promises> sessions = requests.sessions();
        Promises newest = sessions.get(sessions.size() - 1);
        Promises any = world.random.nextInt(5) == 0 ? world.one(sessions) : newest;
        int dice = world.random.nextInt(100);
        if (newest.state() != Promises.State.LIVE && dice < 30) {
            enter("login", server, () -> requests.login(server));
        } else if (dice < 40) {
            enter("read", server, () -> requests.read(server, any));
        } else if (dice < 75) {
            enter("write", server, () -> requests.write(server, any));
        } else if (dice < 80) {
            enter("removal", server, () -> requests.remove(server, any));
        } else if (dice < 90) {
            enter("update", server, () -> requests.update(server, any));
        } else if (dice < 95) {
            enter("logout", server, () -> requests.logout(server, any));
        } else {
            enter("change of id", server, () -> requests.changeId(server, any));
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
