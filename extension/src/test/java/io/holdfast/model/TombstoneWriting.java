package io.holdfast.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Brings a tombstone to every node that can be reached, over what is there by compare-and-set. */
final class TombstoneWriting {

    private final Request request;
    private final World world;
    private final int key;
    private final Stored tombstone;
    private final Token[] tokens;
    private final BiFunction<Stored, Step, Step> first;
    private final Function<TombstoneWriting, Step> afterwards;
    private final List<Integer> todo = new ArrayList<>();
    private int acknowledged;
    private boolean replacedFirst;
    /** What was under the tombstones, all nodes together. */
    private Stored found;

    /** @param first what is done where more is to be ended than was known, and then the step that ends it */
    TombstoneWriting(
            Request request,
            Stored tombstone,
            Base base,
            BiFunction<Stored, Step, Step> first,
            Function<TombstoneWriting, Step> afterwards) {
        this.request = request;
        this.world = request.world;
        this.key = request.live.key;
        this.tombstone = tombstone;
        this.tokens = base.copyOfTokens();
        this.found = base.stored();
        this.first = first;
        this.afterwards = afterwards;
        for (int place = 0; place < World.NODES; place++) {
            todo.add(world.placed(key, place));
        }
        Collections.shuffle(
                world.holds(Rule.THE_OWNERS_ARE_BURIED_FIRST) ? todo.subList(0, World.COPIES) : todo, world.random);
    }

    Step begin() {
        return this::write;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** Of several who bury one session, at most one has replaced the copy on the first owner. */
    boolean hasReplacedTheFirst() {
        return replacedFirst;
    }

    Stored found() {
        return found;
    }

    private Step write() {
        if (world.strikes(Fault.OUT_OF_TIME, 6)) {
            world.say(request, " has no time for further tombstones");
            return afterwards.apply(this);
        }
        int node = todo.get(0);
        if (tokens[node] == null) {
            return read(node);
        }
        switch (world.write(request, node, key, tokens[node], tombstone)) {
            case STORED -> {
                acknowledge(node);
                replacedFirst |= node == world.placed(key, 0) && replaces(tokens[node]);
                todo.remove(0);
            }
            case REFUSED -> tokens[node] = null;
            case SILENT -> todo.remove(0);
        }
        return next();
    }

    /** An add replaces nothing: the node has lost the copy, and another one may have buried it there before. */
    private boolean replaces(Token token) {
        return !token.isMiss() || !world.holds(Rule.WHO_BURIED_THE_FIRST_COPY_TELLS_THE_LISTENERS);
    }

    private Step read(int node) {
        Answer answer = world.ask(request, node, key);
        if (answer == null) {
            todo.remove(0);
            return next();
        }
        tokens[node] = answer.token();
        Stored there = answer.stored();
        if (there != null && there.live()) {
            Stored before = found;
            found = found.merge(there);
            return found.equals(before) ? this::write : first.apply(found, this::write);
        } else if (there != null) {
            acknowledge(node);
            todo.remove(0);
        }
        return next();
    }

    private void acknowledge(int node) {
        acknowledged += world.isOwner(key, node) ? 1 : 0;
    }

    private Step next() {
        return todo.isEmpty() ? afterwards.apply(this) : this::write;
    }
}
