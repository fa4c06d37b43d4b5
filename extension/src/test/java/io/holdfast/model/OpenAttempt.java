package io.holdfast.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** How a request gets a live session: found or made, confirmed by the nodes, or brought up to what they hold. */
final class OpenAttempt {

    private final Request request;
    private final World world;
    private final List<Integer> toAsk = new ArrayList<>();
    private final Answer[] answers = new Answer[World.NODES];
    private Supplier<Step> afterwards;
    private Supplier<Step> use;
    /** The live session's version when the questions were sent. */
    private int noted;

    OpenAttempt(Request request) {
        this.request = request;
        this.world = request.world;
        this.use = new Using(request)::begin;
    }

    Step begin() {
        LiveSession found = request.kind == Kind.COMES_FROM_OUTSIDE ? request.server.kept : find();
        if (found != null && found.isBusy() && world.holds(Rule.NOTHING_IS_HANDED_OUT_DURING_AN_END_OR_A_MOVE)) {
            return this::begin;
        }
        if (found == null && world.holds(Rule.REGISTERED_BEFORE_THE_FIRST_QUESTION)) {
            found = new LiveSession(request.key);
            request.server.register(request.key, found);
        }
        if (found != null) {
            request.join(found);
        }
        boolean asks = request.kind == Kind.COMES_FROM_OUTSIDE
                ? world.holds(Rule.WHO_COMES_FROM_OUTSIDE_LOOKS_FIRST)
                : world.holds(Rule.EVERY_REQUEST_ASKS);
        if (found != null && found.base != null && !asks) {
            return use.get();
        }
        return round(World.COPIES, this::look);
    }

    /** Asks all nodes once more and takes what they hold. */
    Step again(Supplier<Step> then) {
        use = then;
        request.key = request.live.key;
        return round(World.NODES, this::read);
    }

    private LiveSession find() {
        LiveSession found = request.server.find(request.key);
        if (found != null
                && found.inUse == 0
                && found.confirmedAt < world.age
                && world.holds(Rule.WHAT_WAS_NOT_CONFIRMED_FOR_LONG_IS_DROPPED)) {
            found.clear();
        }
        return found;
    }

    private Step round(int howMany, Supplier<Step> next) {
        toAsk.clear();
        for (int place = 0; place < howMany; place++) {
            toAsk.add(world.placed(request.key, place));
        }
        Collections.shuffle(toAsk, world.random);
        noted = request.live == null ? -1 : request.live.version;
        afterwards = next;
        return this::ask;
    }

    private Step ask() {
        int node = toAsk.remove(toAsk.size() - 1);
        answers[node] = world.ask(request, node, request.key);
        world.say(request, " asks node ", node, ": ", answers[node]);
        return toAsk.isEmpty() ? afterwards::get : this::ask;
    }

    /** After the question to the owners, which brings no values. */
    private Step look() {
        if (isGone()) {
            return gone();
        }
        LiveSession live = request.live;
        if (live != null && live.base != null) {
            if (isConfirmed(live)) {
                world.say(request, " finds it confirmed");
                confirm(live);
                return use();
            }
            if (!world.holds(Rule.FLAGS_GIVE_A_TOKEN_FOR_THEIR_RECORD_ONLY)) {
                confirm(live);
            }
        } else if (ownersAgree()) {
            return apply();
        }
        return round(World.NODES, this::read);
    }

    private void confirm(LiveSession live) {
        Token[] tokens = live.base.copyOfTokens();
        for (int node = 0; node < World.NODES; node++) {
            if (answers[node] != null) {
                tokens[node] = answers[node].token();
            }
        }
        live.base = Base.of(live.base.stored(), tokens);
        live.confirmedAt = world.age;
    }

    private boolean isConfirmed(LiveSession live) {
        if (!world.holds(Rule.ONE_CAS_IS_NOT_ENOUGH)) {
            int first = world.placed(request.key, 0);
            return answers[first] != null
                    && answers[first].token().equals(live.base.tokens().get(first));
        }
        boolean oneMatches = false;
        for (int place = 0; place < World.COPIES; place++) {
            int node = world.placed(request.key, place);
            Answer answer = answers[node];
            if (answer == null) {
                if (world.holds(Rule.EVERY_OWNER_HAS_TO_ANSWER)) {
                    return false;
                }
                continue;
            }
            if (!live.base.stored().equals(answer.stored())) {
                return false;
            }
            oneMatches |= answer.token().equals(live.base.tokens().get(node));
            if (!world.holds(Rule.THE_FLAGS_OF_ONE_OWNER_ARE_NOT_ENOUGH)) {
                return true;
            }
        }
        return oneMatches;
    }

    private boolean ownersAgree() {
        Answer first = answers[world.placed(request.key, 0)];
        Answer second = answers[world.placed(request.key, 1)];
        return first != null
                && second != null
                && first.stored() != null
                && first.stored().equals(second.stored());
    }

    /** After the question to all nodes, for values. */
    private Step read() {
        if (isGone()) {
            return gone();
        }
        return apply();
    }

    private boolean isGone() {
        Stored merged = merged();
        LiveSession live = request.live;
        return merged != null
                && !merged.live()
                && (live == null || live.base == null || world.holds(Rule.A_TOMBSTONE_ENDS_THE_LIVE_SESSION));
    }

    private Stored merged() {
        Stored merged = null;
        for (Answer answer : answers) {
            if (answer != null && answer.stored() != null) {
                merged = merged == null ? answer.stored() : merged.merge(answer.stored());
            }
        }
        return merged;
    }

    private Step gone() {
        LiveSession live = request.live;
        Stored tombstone = merged();
        if (tombstone.hasMoved() && request.kind == Kind.COMES_FROM_OUTSIDE) {
            return follow(tombstone.successor());
        }
        if (tombstone.hasMoved()) {
            request.server.forget(request.key);
            if (live != null && !world.holds(Rule.A_MOVE_IS_NO_END)) {
                live.state = LiveSession.State.ENDED;
            }
        } else if (live != null) {
            live.state = LiveSession.State.ENDED;
            request.server.forget(live);
        }
        return request.refuseGone("a tombstone");
    }

    /** Who holds the session object goes where the session went. */
    private Step follow(int successor) {
        LiveSession live = request.live;
        LiveSession there = request.server.find(successor);
        boolean movedHere = live.key != request.key;
        request.key = movedHere ? live.key : successor;
        if (movedHere) {
            world.say(request, " finds its session under key ", live.key);
        } else if (there != null && there != live) {
            live.inUse--;
            request.server.kept = there;
            there.held = true;
            request.join(there);
        } else {
            request.server.forget(live);
            live.key = successor;
            request.server.register(successor, live);
        }
        world.say(request, " follows to key ", successor);
        Arrays.fill(answers, null);
        return round(World.COPIES, this::look);
    }

    private Step apply() {
        Stored read = merged();
        if (read == null) {
            return isSure() ? request.refuseGone("nothing there") : request.refuse("not known");
        }
        LiveSession live = request.live;
        if (live == null) {
            live = request.server.find(request.key);
            live = live == null ? new LiveSession(request.key) : live;
            request.server.register(request.key, live);
            request.join(live);
        }
        if (!read.live()) {
            return use();
        }
        Token[] tokens = new Token[World.NODES];
        for (int node = 0; node < World.NODES; node++) {
            tokens[node] = answers[node] == null ? null : answers[node].token();
        }
        boolean untouched = noted == live.version || !world.holds(Rule.LATE_ANSWERS_ARE_MERGED);
        new Follow(world, live).opened(Base.of(read, tokens), untouched);
        request.needsRepair = !ownersAgree();
        return use();
    }

    private boolean isSure() {
        for (Answer answer : answers) {
            if (answer == null) {
                return false;
            }
        }
        return true;
    }

    private Step use() {
        request.openedWith = request.live.base;
        return use.get();
    }
}
