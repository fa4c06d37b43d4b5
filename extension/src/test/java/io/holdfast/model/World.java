package io.holdfast.model;

import java.util.Random;
import java.util.Set;

/** The nodes, the servers, the messages between them, and the one fault. */
final class World {

    static final int NODES = 3;
    static final int COPIES = 2;

    final Random random;
    final Trace trace;
    final Fault fault;
    final Server[] servers = {new Server(0), new Server(1)};
    final Guarantees guarantees;

    int now;
    /** In halves of the time after which the trace of a removal is forgotten. */
    int age;
    /** How many keys the session has had. */
    int keys = 1;

    boolean faultSpent;

    private final Set<Rule> off;
    private final Node[] nodes = new Node[NODES];
    private long clock = 10;
    private int cutNode = -1;
    private int cutServers;

    World(Random random, Trace trace, Fault fault, Set<Rule> off) {
        this.random = random;
        this.trace = trace;
        this.fault = fault;
        this.off = off;
        for (int i = 0; i < NODES; i++) {
            nodes[i] = new Node(holds(Rule.A_TOKEN_DIES_WITH_ITS_CONNECTION));
        }
        guarantees = new Guarantees(this);
    }

    boolean holds(Rule rule) {
        return !off.contains(rule);
    }

    void say(Object... words) {
        trace.say(now, words);
    }

    long stamp() {
        return ++clock;
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    Node node(int number) {
        return nodes[number];
    }

    /** The node that is number {@code place} in the order of this key; the first two are its owners. */
    int placed(int key, int place) {
        return (key + place) % NODES;
    }

    boolean isOwner(int key, int node) {
        return node != placed(key, COPIES);
    }

    /** Null: no answer. */
    Answer ask(Request request, int node, int key) {
        if (isCut(request, node)) {
            return null;
        }
        if (strikes(Fault.QUESTION_LOST, 4)) {
            say(request, ": node ", node, " gives no answer");
            return null;
        }
        return nodes[node].read(key);
    }

    Reply write(Request request, int node, int key, Token token, Stored stored) {
        if (isCut(request, node) || strikes(Fault.WRITE_LOST, 4)) {
            say(request, ": what it writes to node ", node, " does not arrive");
            return Reply.SILENT;
        }
        if (stored.equals(Stored.ENDED)) {
            guarantees.endBegins();
        }
        Reply reply = nodes[node].write(key, token, stored);
        say(request, " writes ", stored, " under key ", key, " to node ", node, ": ", reply);
        if (strikes(Fault.ANSWER_LOST, 4)) {
            say(request, ": that answer is lost");
            return Reply.SILENT;
        }
        return reply;
    }

    boolean strikes(Fault one, int chances) {
        if (fault != one || faultSpent || !oneIn(chances)) {
            return false;
        }
        faultSpent = true;
        return true;
    }

    void restart(int node) {
        nodes[node].restart();
        say("node ", node, " is restarted, empty");
    }

    void cut(int node, int fromServers) {
        cutNode = node;
        cutServers = fromServers;
        say("node ", node, " is cut off from servers ", Integer.toBinaryString(fromServers));
    }

    boolean isCut() {
        return cutServers != 0;
    }

    void heal() {
        cutServers = 0;
        say("the cut is over");
    }

    private boolean isCut(Request request, int node) {
        return node == cutNode && (cutServers >> request.server.number & 1) == 1;
    }
}
