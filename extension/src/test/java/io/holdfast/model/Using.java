package io.holdfast.model;

/** What the application does with a session: look, change, set, remove. */
final class Using {

    private final Request request;
    private final World world;

    Using(Request request) {
        this.request = request;
        this.world = request.world;
    }

    Step begin() {
        return request.kind == Kind.EVICTS ? new Saving(request).begin() : this::look;
    }

    private Step look() {
        LiveSession live = request.live;
        if (live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        if (live.isBusy() && world.holds(Rule.NOTHING_IS_HANDED_OUT_DURING_AN_END_OR_A_MOVE)) {
            return this::look;
        }
        if (live.key != request.key && world.holds(Rule.AN_OLD_ID_OPENS_NOTHING)) {
            return request.refuseGone("its id is an old one");
        }
        request.looked = true;
        for (Name name : request.reads) {
            see(name);
        }
        return switch (request.kind) {
            case READS, LINGERS, REPLAYS_THE_FIRST_ID -> new Saving(request).begin();
            case ENDS -> new Ending(request).begin();
            case LOGS_IN -> logIn();
            case SETS_THE_TITLE, REMOVES_THE_TITLE, SETS_AN_UNSTORABLE_TITLE -> this::setTitle;
            case GIVES_THE_CART_A_SECOND_NAME -> this::nameTwice;
            default -> this::change;
        };
    }

    private Step logIn() {
        if (world.holds(Rule.A_NEW_ID_IS_THERE_BEFORE_ITS_CALL_RETURNS)) {
            return new Moving(request, this::setTitle).begin();
        }
        world.guarantees.idChanged(request);
        setTitle();
        return new Moving(request, new Saving(request)::begin).begin();
    }

    private void see(Name name) {
        Slot slot = request.live.slot(name);
        Value value = request.get(name);
        int bits = value == null ? Entry.REMOVED : value.bits();
        request.shownStamps[name.place()] = slot.shownStamp();
        request.shownBits[name.place()] = bits;
        world.say(request, " sees ", name, " ", bits == 0 ? "-" : Integer.toString(bits));
        world.guarantees.shows(request, name, new Entry(slot.shownStamp(), bits), slot.dirty);
        if (name.isMutable() && value != null && (request.kept == null || world.oneIn(2))) {
            request.kept = value;
            request.keptName = name;
        }
    }

    private Step change() {
        if (request.live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        if (request.kept == null) {
            request.reads.add(Name.CART);
            see(Name.CART);
        }
        if (request.kind == Kind.LEAVES_A_THREAD) {
            return new Saving(request).begin();
        }
        Value gotAgain = request.get(request.keptName);
        if (request.kind != Kind.CHANGES_THE_CART_LATE) {
            request.kept = gotAgain;
        }
        addToCart(request.kept, request.bit());
        request.kept.inside.spoilt |= request.kind == Kind.SPOILS_THE_CART;
        return request.kind == Kind.CHANGES_THE_CART_TWICE ? this::changeAgain : new Saving(request).begin();
    }

    private Step changeAgain() {
        if (request.live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        addToCart(request.kept, request.secondBit());
        return new Saving(request).begin();
    }

    private void addToCart(Value cart, int bit) {
        cart.inside.bits |= bit;
        request.changedTheCart = true;
        for (Name name : Name.all()) {
            Value there = request.live.slot(name).value;
            if (there != null && there.inside == cart.inside && !request.owed.contains(name)) {
                request.owed.add(name);
            }
        }
        world.say(request, " adds ", bit, " to what is ", request.owed.isEmpty() ? "replaced" : request.owed);
    }

    private Step setTitle() {
        Slot slot = request.live.slot(Name.TITLE);
        if (request.live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        set(
                Name.TITLE,
                slot,
                switch (request.kind) {
                    case REMOVES_THE_TITLE -> null;
                    case SETS_AN_UNSTORABLE_TITLE -> Value.unstorable(request.title());
                    default -> Value.decoded(request.title());
                });
        return new Saving(request).begin();
    }

    private Step nameTwice() {
        LiveSession live = request.live;
        if (live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        Value cart = request.get(Name.CART);
        world.guarantees.setsAgain(cart.bits());
        request.shownBits[Name.CART_AGAIN.place()] = cart.bits();
        set(Name.CART_AGAIN, live.slot(Name.CART_AGAIN), world.oneIn(2) ? cart : cart.around());
        return new Saving(request).begin();
    }

    private void set(Name name, Slot slot, Value value) {
        long stamp = world.stamp();
        slot.set(value, stamp, request);
        request.live.gave(stamp, value);
        request.sets.add(name);
        request.setStamps[name.place()] = stamp;
        request.hold(name, value);
        world.say(request, " sets ", name, " to ", value == null ? "-" : Integer.toString(value.bits()), " @", stamp);
    }
}
