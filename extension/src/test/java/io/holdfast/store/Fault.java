package io.holdfast.store;

import io.holdfast.cluster.NodeReply.Cause;

/** What happens to a node, or to the way from one server to it. */
enum Fault {
    /** The node dies and comes back empty later. */
    KILLED(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.kill();
        }

        @Override
        void end(SimulatedLink link) {
            link.node.start();
        }
    },

    /** The node dies and is back at once, empty. */
    RESTARTED_EMPTY(false) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.restartEmpty();
        }
    },

    /** Nobody can reach the node, which comes back with old data later. */
    AWAY(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.fail(Cause.REFUSED);
        }

        @Override
        void end(SimulatedLink link) {
            link.node.start();
        }
    },

    /** The node stops, and works off later all that came meanwhile. */
    HUNG(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.hang();
        }

        @Override
        void end(SimulatedLink link) {
            link.node.resume();
        }
    },

    /** One server and the node cannot hear each other. */
    CUT(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.cut();
        }

        @Override
        void end(SimulatedLink link) {
            link.node.heal();
        }
    },

    /** Messages between one server and the node come late, many too late. */
    SLOW(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.slow(true);
        }

        @Override
        void end(SimulatedLink link) {
            link.slow(false);
        }
    },

    /** One server has little time: what it sends and is sent comes late, whichever the node. */
    SERVER_SLOW(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.slowServer(true);
        }

        @Override
        void end(SimulatedLink link) {
            link.slowServer(false);
        }
    },

    /** One server is stopped and goes on, again and again: nothing of it runs meanwhile, and answers wait for it. */
    SERVER_STOPPED(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.stops().begin();
        }

        @Override
        void end(SimulatedLink link) {
            link.stops().end();
        }
    },

    /** The node does what it is told next, but its answers to one server are lost. */
    ANSWERS_LOST(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.loseReplies(2);
        }

        @Override
        void end(SimulatedLink link) {
            link.node.loseReplies(0);
        }
    },

    /** The node has no room for what one server writes next. */
    OUT_OF_MEMORY(true) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.rejectNextWrite("SERVER_ERROR out of memory storing object");
        }

        @Override
        void end(SimulatedLink link) {
            link.node.acceptWrites();
        }
    },

    /** The node dropped the copy of a session. */
    EVICTED(false) {
        @Override
        void begin(SimulatedLink link, String key) {
            link.node.evict(key);
        }
    };

    private final boolean lasts;

    Fault(boolean lasts) {
        this.lasts = lasts;
    }

    /** Whether it goes on until {@link #end}. */
    boolean lasts() {
        return lasts;
    }

    /** Lets it happen to the node of {@code link} or on the link; {@code key} is a session's. */
    abstract void begin(SimulatedLink link, String key);

    void end(SimulatedLink link) {}
}
