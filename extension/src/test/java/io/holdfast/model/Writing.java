package io.holdfast.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Brings a record to the owners of a key, each by a compare-and-set with a token of its own. */
final class Writing {

    private static final int MOST_STEPS = 60;

    private final Request request;
    private final World world;
    private final Function<Writing, Step> afterwards;
    private final Function<String, Step> otherwise;
    private final Token[] tokens;
    private final List<Integer> todo = new ArrayList<>();
    private final boolean[] missed = new boolean[World.NODES];
    private int key;
    private Stored wanted;
    private int acknowledged;
    private int steps;

    /**
     * @param base its tokens are null where a node is to be asked first
     * @param otherwise what follows where no node has acknowledged it
     */
    Writing(Request request, int key, Base base, Function<Writing, Step> afterwards, Function<String, Step> otherwise) {
        this.request = request;
        this.world = request.world;
        this.key = key;
        this.wanted = base.stored();
        this.tokens = base.copyOfTokens();
        this.afterwards = afterwards;
        this.otherwise = otherwise;
    }

    Step begin() {
        startAnew();
        return this::write;
    }

    Base base() {
        return Base.of(wanted, tokens);
    }

    private void startAnew() {
        acknowledged = 0;
        todo.clear();
        for (int node = 0; node < World.NODES; node++) {
            boolean standsIn = missed[world.placed(key, 0)] || missed[world.placed(key, 1)];
            if (!missed[node] && (world.isOwner(key, node) || standsIn)) {
                todo.add(node);
            }
        }
        Collections.shuffle(todo, world.random);
    }

    private Step write() {
        if (world.strikes(Fault.OUT_OF_TIME, 4)) {
            return giveUp();
        }
        int node = todo.get(0);
        if (steps++ > MOST_STEPS) {
            return otherwise.apply("contended");
        }
        if (tokens[node] == null) {
            return read(node);
        }
        boolean later =
                tokens[node].isMiss() && acknowledged == 0 && todo.stream().anyMatch(this::mayHoldOne);
        if (later) {
            Collections.rotate(todo, -1);
            return this::write;
        }
        switch (world.write(request, node, key, tokens[node], wanted)) {
            case STORED -> {
                tokens[node] = world.node(node).read(key).token();
                acknowledged++;
                todo.remove(0);
            }
            case REFUSED -> tokens[node] = null;
            case SILENT -> miss(node);
        }
        return next();
    }

    private boolean mayHoldOne(int node) {
        return tokens[node] == null || !tokens[node].isMiss();
    }

    private Step read(int node) {
        Answer answer = world.ask(request, node, key);
        if (answer == null) {
            miss(node);
            return next();
        }
        world.say(request, " reads node ", node, ": ", answer);
        tokens[node] = answer.token();
        if (answer.stored() == null) {
            return this::write;
        }
        if (!answer.stored().live()) {
            return meetTombstone(answer.stored());
        }
        Stored merged = wanted.merge(answer.stored());
        if (!merged.equals(wanted)) {
            wanted = merged;
            startAnew();
        }
        return this::write;
    }

    private void miss(int node) {
        tokens[node] = null;
        missed[node] = true;
        todo.remove(0);
        int standIn = world.placed(key, World.COPIES);
        if (node != standIn && !missed[standIn] && !todo.contains(standIn)) {
            todo.add(standIn);
        }
    }

    private Step next() {
        if (!todo.isEmpty()) {
            return this::write;
        }
        return acknowledged > 0 ? () -> afterwards.apply(this) : otherwise.apply("no node has taken it");
    }

    private Step giveUp() {
        if (world.oneIn(2) && tokens[todo.get(0)] != null) {
            world.write(request, todo.get(0), key, tokens[todo.get(0)], wanted);
        }
        return otherwise.apply("its time is over");
    }

    private Step meetTombstone(Stored tombstone) {
        if (!tombstone.hasMoved() || !world.holds(Rule.A_MOVE_IS_NO_END)) {
            request.live.state = LiveSession.State.ENDED;
            request.server.forget(request.live);
            return request.refuseGone("its save meets a tombstone");
        }
        LiveSession live = request.live;
        key = tombstone.successor();
        if (live.key != key) {
            request.server.forget(live);
            live.key = key;
            if (request.server.find(key) == null) {
                request.server.register(key, live);
            }
        }
        world.say(request, " follows to key ", key);
        Arrays.fill(tokens, null);
        Arrays.fill(missed, false);
        startAnew();
        return this::write;
    }
}
