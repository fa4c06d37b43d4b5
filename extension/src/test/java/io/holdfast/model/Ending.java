package io.holdfast.model;

/** The end of a session: nothing new is saved or handed out, tombstones, then it is told. */
final class Ending {

    private final Request request;
    private final World world;

    Ending(Request request) {
        this.request = request;
        this.world = request.world;
    }

    Step begin() {
        return this::take;
    }

    private Step take() {
        LiveSession live = request.live;
        if (live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        if (live.writer != null) {
            return this::take;
        }
        live.writer = request;
        live.state = LiveSession.State.ENDING;
        world.say(request, " ends the session");
        return new TombstoneWriting(request, Stored.ENDED, live.base, (found, write) -> write, this::written).begin();
    }

    private Step written(TombstoneWriting writing) {
        LiveSession live = request.live;
        if (writing.acknowledged() == 0 && world.holds(Rule.AN_END_THAT_NOBODY_TOOK_IS_NONE)) {
            live.state = LiveSession.State.LIVE;
            return request.refuse("no node has taken the tombstone");
        }
        live.state = LiveSession.State.ENDED;
        request.server.forget(live);
        if (writing.hasReplacedTheFirst() || !world.holds(Rule.WHO_BURIED_THE_FIRST_COPY_TELLS_THE_LISTENERS)) {
            world.guarantees.tellsListeners(request);
        }
        if (writing.acknowledged() == 0) {
            return request.refuse("no node has taken the tombstone");
        }
        return request.acknowledge();
    }
}
