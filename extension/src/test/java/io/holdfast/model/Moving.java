package io.holdfast.model;

import java.util.function.Supplier;

/** A new id: the record under the new key first, then a tombstone under the old one, then the table of the server. */
final class Moving {

    private final Request request;
    private final World world;
    private final Supplier<Step> afterwards;
    private Base old;
    private Base stored;
    /** Null: no tombstone is written yet. */
    private TombstoneWriting tombstoneWriting;

    private int from;
    private int to;

    Moving(Request request, Supplier<Step> afterwards) {
        this.request = request;
        this.world = request.world;
        this.afterwards = afterwards;
    }

    Step begin() {
        return this::take;
    }

    private Step take() {
        LiveSession live = request.live;
        if (live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        if (live.writer != null && live.writer != request) {
            return this::take;
        }
        if (live.key != request.key && world.holds(Rule.TWO_MOVES_FROM_ONE_ID_ARE_ONE)) {
            world.say(request, " joins the move to key ", live.key);
            return moved();
        }
        live.writer = request;
        live.state = LiveSession.State.MOVING;
        from = live.key;
        to = world.keys++;
        world.guarantees.moveBegins(from);
        old = live.base;
        return new Writing(request, to, Base.unknown(old.stored(), World.NODES), this::stored, this::fail).begin();
    }

    private Step stored(Writing written) {
        stored = written.base();
        Base base = world.holds(Rule.A_MOVE_BURIES_THE_BASE_IT_HAS_STORED) ? old : request.live.base;
        tombstoneWriting = new TombstoneWriting(request, Stored.movedTo(to), base, this::storeFirst, this::written);
        return tombstoneWriting.begin();
    }

    /**
     * What others have saved meanwhile is stored under the new key before the tombstone is written under the old one.
     */
    private Step storeFirst(Stored found, Step writeTombstone) {
        if (!world.holds(Rule.WHAT_A_MOVE_BURIES_IS_STORED_FIRST)) {
            return writeTombstone;
        }
        return bring(found, writeTombstone);
    }

    private Step bring(Stored found, Step next) {
        Base base = stored.with(stored.stored().merge(found));
        return new Writing(
                        request,
                        to,
                        base,
                        written -> {
                            stored = written.base();
                            return next;
                        },
                        this::fail)
                .begin();
    }

    private Step written(TombstoneWriting all) {
        if (all.acknowledged() == 0) {
            return fail("no owner has taken the tombstone");
        }
        return rekey(stored);
    }

    private Step fail(String why) {
        LiveSession live = request.live;
        boolean happened = tombstoneWriting != null && tombstoneWriting.acknowledged() > 0;
        if (happened && world.holds(Rule.A_MOVE_THAT_BURIED_AN_OWNER_HAS_HAPPENED)) {
            return rekey(stored);
        }
        if (!world.holds(Rule.A_MOVE_THAT_FAILED_HAS_CHANGED_NOTHING)) {
            request.server.forget(live);
            live.key = to;
        }
        live.state = LiveSession.State.LIVE;
        return request.refuse("no new id: " + why);
    }

    private Step rekey(Base base) {
        LiveSession live = request.live;
        live.writer = null;
        live.state = LiveSession.State.LIVE;
        live.key = to;
        if (world.holds(Rule.THE_OLD_KEY_LEAVES_THE_TABLE)) {
            request.server.forget(from);
        }
        request.server.register(to, live);
        new Follow(world, live).saved(base, true);
        return moved();
    }

    private Step moved() {
        request.newKey = request.live.key;
        world.guarantees.idChanged(request);
        return afterwards.get();
    }
}
