package io.holdfast.model;

/** Brings the decoded values of a live session to what is its base now. */
final class Follow {

    private final World world;
    private final LiveSession live;

    Follow(World world, LiveSession live) {
        this.world = world;
        this.live = live;
    }

    /**
     * Takes what an open has read.
     *
     * @param untouched nothing entered the base since the questions were sent
     */
    void opened(Base read, boolean untouched) {
        boolean exact = untouched && (live.base == null || world.holds(Rule.A_LIVE_SESSION_IS_NO_COPY));
        live.base = exact || live.base == null ? read : live.base.merge(read);
        live.version++;
        live.confirmedAt = world.age;
        toBase(exact);
    }

    /** Takes what a save has stored, others' changes with it. */
    void saved(Base stored, boolean untouched) {
        live.base = untouched ? stored : live.base.merge(stored);
        live.version++;
        if (world.holds(Rule.WHAT_ENTERS_THE_BASE_ENTERS_THE_TABLE)) {
            toBase(false);
        }
    }

    private void toBase(boolean exact) {
        for (Name name : Name.all()) {
            follow(name, live.base.stored().entry(name), exact);
        }
    }

    private void follow(Name name, Entry entry, boolean exact) {
        Slot slot = live.slot(name);
        if (slot.dirty) {
            if (entry.stamp() <= slot.setStamp || !world.holds(Rule.A_SET_GETS_ITS_STAMP_WHEN_IT_IS_MADE)) {
                return; // the set is the later one
            }
            slot.clean();
        } else if (!(entry.stamp() > slot.stamp || (exact && entry.stamp() != slot.stamp))) {
            return;
        }
        slot.stamp = entry.stamp();
        Value mine = world.holds(Rule.OWN_WRITES_COME_BACK_AS_THE_SAME_OBJECT) ? live.givenHere(entry.stamp()) : null;
        if (entry.value() == Entry.REMOVED) {
            slot.value = null;
        } else if (mine != null) {
            mine.storedBits = entry.value();
            slot.value = mine;
        } else {
            slot.value = Value.decoded(entry.value());
            world.say("   ", name, " is replaced by ", entry);
        }
    }
}
