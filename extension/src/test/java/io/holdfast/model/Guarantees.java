package io.holdfast.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was told to browsers, and whether what is seen later keeps to it. */
final class Guarantees {

    /** What had been told when a request began. */
    static final class Due {
        final int[] bits = new int[Name.all().length];
        final long[] stamps = new long[Name.all().length];
        boolean afterEnd;
    }

    /** The key whose cookie the browser has. */
    int browserKey;

    private final World world;
    private final List<Request> requests = new ArrayList<>();
    private final int[] toldBits = new int[Name.all().length];
    private final long[] toldStamps = new long[Name.all().length];
    /** Stamp of the removal whose trace is forgotten. */
    private long forgotten;

    private int encodedBits;

    private Request titleToldBy;
    private final Set<Integer> keysLeft = new HashSet<>();
    private final Set<Request> idsChanged = new HashSet<>();
    private final int[] idChangedAt = new int[20];
    private final Conflicts conflicts = new Conflicts(requests);
    private boolean alone;
    private boolean endBegan;
    private boolean ended;
    private int listenersTold;
    private String broken;

    Guarantees(World world) {
        this.world = world;
    }

    String broken() {
        return broken;
    }

    void breaks(String promise) {
        if (broken == null) {
            broken = promise;
            world.say("BROKEN: ", promise);
        }
    }

    private void breaks(String promise, Request by) {
        breaks((alone ? "with one server alone, " : "")
                + promise
                + (by == null ? ", at the end" : ", by r" + by.number));
    }

    /** @param oneServer no change may be lost to another one then */
    void starts(Stored first, boolean oneServer) {
        alone = oneServer;
        conflicts.mayBe = !oneServer;
        for (Name name : Name.all()) {
            toldBits[name.place()] = name.isMutable() ? first.entry(name).value() : 0;
            toldStamps[name.place()] = first.entry(name).stamp();
        }
    }

    void begins(Request request) {
        requests.add(request);
        request.begin = world.now;
        note(request.due);
        world.say(request, " begins with key ", request.cameWith);
    }

    private void note(Due due) {
        System.arraycopy(toldBits, 0, due.bits, 0, toldBits.length);
        System.arraycopy(toldStamps, 0, due.stamps, 0, toldStamps.length);
        due.afterEnd = ended;
    }

    /** A request is shown this. */
    void shows(Request request, Name name, Entry entry, boolean dirty) {
        if (request.due.afterEnd) {
            breaks("an ended session is found", request);
        }
        if (request.kind == Kind.REPLAYS_THE_FIRST_ID && keysLeft.contains(request.cameWith)) {
            Request login = login(request, name, entry);
            if (login != null && idChangedAt[login.number] < world.now) {
                breaks("who comes with an old id is logged in", request);
            }
        }
        if (name == Name.TITLE && entry.value() >= 100) {
            Request setter = requestOf(entry.value());
            boolean later = titleToldBy != null && setter.done && setter.end < titleToldBy.begin;
            if (later && !setter.acknowledged && titleToldBy.end < request.begin && titleToldBy != setter) {
                breaks("a refused title comes back over a later one", request);
            }
        }
        check(request, request.due, name, entry);
    }

    private Request login(Request request, Name name, Entry entry) {
        if (name != Name.TITLE || entry.value() < 100) {
            return null;
        }
        Request setter = requestOf(entry.value());
        return idsChanged.contains(setter) && setter.cameWith == request.cameWith ? setter : null;
    }

    private Request requestOf(int title) {
        return requests.stream()
                .filter(request -> request.title() == title)
                .findFirst()
                .orElseThrow();
    }

    private void check(Request by, Due due, Name name, Entry entry) {
        long stamp = entry.stamp() == 0 && name == Name.TITLE ? forgotten : entry.stamp();
        if (stamp < due.stamps[name.place()]) {
            breaks("an older " + name + " is seen", by);
        }
        int lost = due.bits[name.place()] & ~entry.value();
        for (int bit = 0; lost >> bit != 0; bit++) {
            if ((lost >> bit & 1) == 1 && !conflicts.excuse(name, bit)) {
                breaks("an acknowledged change of " + name + " is lost", by);
            }
        }
    }

    void encodes(Request request, Change change) {
        if (change.name().isMutable()) {
            encodedBits |= change.bits();
            request.carried |= change.isSet() || change.value().isChanged();
        }
    }

    void forgetsRemoval(long stamp) {
        forgotten = stamp;
    }

    void moveBegins(int key) {
        keysLeft.add(key);
    }

    void idChanged(Request request) {
        idsChanged.add(request);
        keysLeft.add(request.cameWith);
        idChangedAt[request.number] = world.now;
    }

    /** A tombstone is on its way, at least. */
    void endBegins() {
        endBegan = true;
    }

    void tellsListeners(Request request) {
        world.say(request, " tells the listeners");
        if (++listenersTold > 1) {
            breaks("the end is told twice to listeners", request);
        }
    }

    void answered(Request request) {
        if (request.newKey >= 0 && (request.acknowledged || world.holds(Rule.A_REFUSAL_TELLS_THE_NEW_ID_TOO))) {
            boolean now = world.holds(Rule.AN_ANSWER_TELLS_THE_KEY_OF_ITS_TIME);
            browserKey = now ? request.live.key : request.newKey;
        }
        if (request.toldGone && !endBegan && (request.looked || !keysLeft.contains(request.cameWith))) {
            breaks("a session is told to be gone and is not", request);
        }
        if (request.refusedForAValue && requests.stream().noneMatch(other -> spoils(other, request))) {
            breaks("a request is refused for a value of another", request);
        }
        if (request.acknowledged) {
            acknowledged(request);
        }
    }

    private static boolean spoils(Request other, Request refused) {
        boolean unstorable = other.kind == Kind.SETS_AN_UNSTORABLE_TITLE || other.kind == Kind.SPOILS_THE_CART;
        boolean held = other == refused
                || refused.reads.contains(other.kind == Kind.SPOILS_THE_CART ? Name.CART : Name.TITLE)
                || (refused.reads.contains(Name.CART_AGAIN) && other.kind == Kind.SPOILS_THE_CART);
        return unstorable && held && Conflicts.overlap(other, refused);
    }

    private void acknowledged(Request request) {
        if (request.kind == Kind.ENDS) {
            ended = true;
            return;
        }
        if (request.live == null || request.live.hasEnded()) {
            return;
        }
        boolean setAnew = request.keptName == Name.CART_AGAIN && conflicts.isGivenAnew(request.bit());
        if (request.changedTheCart && !setAnew && (encodedBits & request.bit()) == 0) {
            breaks("a change is answered with 200 and was never looked for", request);
        }
        if (request.wroteStamps[Name.TITLE.place()] >= toldStamps[Name.TITLE.place()]
                && request.sets.contains(Name.TITLE)) {
            titleToldBy = request;
        }
        int toldBefore = toldBits[0];
        for (Name name : Name.all()) {
            int i = name.place();
            boolean wrote = request.sets.contains(name) || (name.isMutable() && request.changedTheCart);
            if (request.reads.contains(name)) {
                toldStamps[i] = Math.max(toldStamps[i], request.shownStamps[i]);
            }
            toldStamps[i] = Math.max(toldStamps[i], request.setStamps[i]);
            toldStamps[i] = wrote ? Math.max(toldStamps[i], request.wroteStamps[i]) : toldStamps[i];
            if (name.isMutable()) {
                toldBits[i] |= toldNow(request, name);
            }
        }
        extend(toldBits[0] & ~toldBefore);
    }

    private int toldNow(Request request, Name name) {
        Value value = request.handed[name.place()];
        int own = request.owed.contains(name) ? request.bit() : 0;
        own |= own != 0 && request.kind == Kind.CHANGES_THE_CART_TWICE ? request.secondBit() : 0;
        return value == null ? own : own | (request.shownBits[name.place()] & value.bits());
    }

    /** A change that fewer than its author had to do with lasts, for what overlaps, until somebody is told of it. */
    private void extend(int newBits) {
        for (Request author : requests) {
            if (author.done && ((author.bit() | author.secondBit()) & newBits) != 0) {
                author.end = Math.max(author.end, world.now);
            }
        }
    }

    /** A thread has changed this after the response, and the change has to be found in any case. */
    void owes(Name name, int bit) {
        toldBits[name.place()] |= bit;
    }

    /** From now on the second name is for an object with these. */
    void setsAgain(int bits) {
        conflicts.setsAgain(bits);
    }

    private void looksForHalves(Stored merged) {
        for (Request request : requests) {
            int bits = merged.entry(Name.CART).value();
            boolean half = (bits & request.bit()) != 0 && (bits & request.secondBit()) == 0;
            boolean twice = request.kind == Kind.CHANGES_THE_CART_TWICE && !request.acknowledged;
            if (twice && half && requests.stream().noneMatch(other -> saw(other, request))) {
                breaks("half of what a refused request did is stored", request);
            }
        }
    }

    /** Was handed the cart meanwhile, or has changed it too, and so had to store what it found in it. */
    private static boolean saw(Request other, Request author) {
        boolean handed = other.reads.contains(Name.CART) || other.reads.contains(Name.CART_AGAIN);
        return other != author && Conflicts.overlap(other, author) && (handed || other.changedTheCart);
    }

    /** What all nodes together hold when everything is over; null: nothing. */
    void ends(Stored merged) {
        if (merged == null) {
            breaks("the session is lost");
        } else if (ended) {
            if (merged.live()) {
                breaks("an ended session is live on the nodes");
            }
        } else if (merged.live()) {
            Stored browsers = Copies.merged(world, browserKey);
            if (!endBegan && !browsers.live()) {
                breaks("the browser is left with an id that opens nothing");
            }
            Due due = new Due();
            note(due);
            for (Name name : Name.all()) {
                check(null, due, name, merged.entry(name));
            }
            looksForHalves(merged);
        }
    }
}
