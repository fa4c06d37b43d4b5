package io.holdfast.model;

/** A thread that outlives its request and will change the cart it was given. */
record Late(World world, Request request, boolean mustBeFound) {

    void change() {
        Value cart = request.kept;
        LiveSession live = request.live;
        boolean there = request.server.find(live.key) == live;
        cart.inside.bits |= request.bit();
        request.changedTheCart = true;
        request.end = world.now;
        world.say("a thread of ", request, " adds ", request.bit());
        for (Name name : Name.all()) {
            boolean same = live.slot(name).value == cart;
            if (same && there && cart.suspect && mustBeFound && !live.hasEnded()) {
                world.guarantees.owes(name, request.bit());
            }
        }
    }
}
