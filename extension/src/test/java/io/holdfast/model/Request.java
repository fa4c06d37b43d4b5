package io.holdfast.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One request, from its open to its answer. */
final class Request {

    final World world;
    final int number;
    final Kind kind;
    final Server server;
    /** What it looks at besides what it changes. */
    final Set<Name> reads;

    final Guarantees.Due due;

    /** That of the id it comes with. */
    final int cameWith;
    /** Where its session is. */
    int key;
    /** That of the id its answer tells the browser. -1: none. */
    int newKey = -1;
    /** Null where it has none yet. */
    LiveSession live;

    int begin;
    int end = Integer.MAX_VALUE;
    Step next;
    boolean done;
    boolean acknowledged;
    /** A session was there at first and is told to be none now. */
    boolean toldGone;
    /** It was handed the session. */
    boolean looked;
    /** Its application has done what it does. */
    boolean saves;

    boolean refusedForAValue;

    final Value[] handed = new Value[Name.all().length];
    private final List<Value> everHanded = new ArrayList<>();
    final int[] storedWhenHanded = new int[Name.all().length];
    final int[] setsWhenHanded = new int[Name.all().length];
    final long[] setStamps = new long[Name.all().length];
    final long[] wroteStamps = new long[Name.all().length];
    final long[] shownStamps = new long[Name.all().length];
    final int[] shownBits = new int[Name.all().length];
    /** The object to be changed later, under whichever name it was got. */
    Value kept;

    Name keptName = Name.CART;
    /** Set or removed by this request. */
    final Set<Name> sets = EnumSet.noneOf(Name.class);
    /** What its change of the cart is to be found under. */
    final List<Name> owed = new ArrayList<>();

    boolean changedTheCart;
    /** It wrote what another had changed. */
    boolean carried;

    boolean needsRepair;
    Base openedWith;

    Request(World world, int number, Kind kind, Server server, int key, Set<Name> reads) {
        this.world = world;
        this.number = number;
        this.kind = kind;
        this.server = server;
        this.cameWith = key;
        this.key = key;
        this.reads = reads;
        this.due = new Guarantees.Due();
    }

    /** What its first change of the cart adds. */
    int bit() {
        return 1 << (number + 1);
    }

    /** What its second change adds, if there is one. */
    int secondBit() {
        return 1 << (number + 12);
    }

    int title() {
        return 100 + number;
    }

    void join(LiveSession session) {
        live = session;
        session.inUse++;
    }

    /** What it gets by this name: always the same, unless it is replaced on this server by a set. */
    Value get(Name name) {
        Slot slot = live.slot(name);
        Value had = handed[name.place()];
        if (had != null && (had == slot.value || world.holds(Rule.A_REQUEST_KEEPS_WHAT_IT_WAS_HANDED))) {
            return had;
        }
        hold(name, slot.value);
        return slot.value;
    }

    void hold(Name name, Value value) {
        Value had = handed[name.place()];
        if (had != null) {
            had.holders--;
        }
        handed[name.place()] = value;
        setsWhenHanded[name.place()] = live.slot(name).version;
        if (value != null) {
            value.holders++;
            everHanded.add(value);
            value.suspect = true;
            storedWhenHanded[name.place()] = value.storedBits;
        }
    }

    boolean holds(Value value) {
        for (Value mine : handed) {
            if (mine == value && value != null) {
                return true;
            }
        }
        return kept == value && value != null;
    }

    boolean wasHandedWhatCannotBeStored() {
        return everHanded.stream().anyMatch(value -> value.inside.spoilt);
    }

    Step refuse(String why) {
        world.say(this, " is refused: ", why);
        return over(false);
    }

    Step refuseGone(String why) {
        toldGone = true;
        return refuse(why);
    }

    Step acknowledge() {
        world.say(this, " is answered 200");
        return over(true);
    }

    private Step over(boolean good) {
        done = true;
        acknowledged = good;
        end = world.now;
        world.guarantees.answered(this);
        for (Value value : handed) {
            if (value != null) {
                value.holders--;
            }
        }
        if (live != null) {
            live.inUse--;
            if (live.writer == this) {
                live.writer = null;
            }
            letGo();
        }
        return null;
    }

    private void letGo() {
        boolean unused = live.inUse == 0;
        if (live.failed && world.holds(Rule.WHAT_COULD_NOT_BE_SAVED_IS_NOT_KEPT)) {
            if (unused && live.held) {
                live.clear();
            } else if (unused || !world.holds(Rule.NOTHING_IN_USE_IS_LET_GO)) {
                server.forget(live);
                world.say(server, " lets its live session go, for what could not be saved");
            }
        }
        if (unused && live.base == null && !live.held) {
            server.forget(live);
        }
    }

    @Override
    public String toString() {
        return "r" + number + " (" + kind + ", " + server + ")";
    }
}
