package io.holdfast.model;

import java.util.HashMap;
import java.util.Map;

/** An application server: at most one live session for each key. */
final class Server {

    final int number;
    /** The session object that somebody outside of requests keeps. Null: nobody. */
    LiveSession kept;

    private final Map<Integer, LiveSession> live = new HashMap<>();

    Server(int number) {
        this.number = number;
    }

    LiveSession find(int key) {
        return live.get(key);
    }

    void register(int key, LiveSession session) {
        live.put(key, session);
    }

    void forget(LiveSession session) {
        live.values().removeIf(other -> other == session);
    }

    void forget(int key) {
        live.remove(key);
    }

    /** Null: there is none. */
    LiveSession anyUnused() {
        for (LiveSession session : live.values()) {
            if (session.inUse == 0) {
                return session;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "server " + number;
    }
}
