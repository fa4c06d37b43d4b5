package io.holdfast.store;

import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What requests have changed inside of a session's carts, under whichever ids it had, and what users were told of it.
 * Each change is a mark of its own in a cart. Between servers the later write of a cart wins, so a mark may be lost to
 * who wrote at the same time; to nobody else.
 */
final class Insides {

    static final List<String> CARTS = List.of("cart", "cart again");

    private final Course course;
    private final Inspection inspection;
    private final List<Look> looks = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private final Set<Integer> offered = new HashSet<>();
    /** Of each cart the marks that somebody was told of, and when. */
    private final Map<String, Map<Integer, Long>> told = new TreeMap<>();

    private final Map<String, NavigableMap<Stamp, Version>> versions = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private boolean divided;
    private long now;

    /** A cart as it was on its way to the nodes. */
    private record Version(@Nullable Look writer, Set<Integer> marks) {}

    /** What a look was given of one cart. */
    private record Given(Cart cart, Object value, int sets, Set<Integer> shown, Set<Integer> own) {}

    /** A mark that was made when no request ran any more; the next save finds it. */
    private record Late(int mark, String name, LiveValue value, LiveSession live, long when) {}

    Insides(Course course, Inspection inspection) {
        this.course = course;
        this.inspection = inspection;
        CARTS.forEach(name -> {
            told.put(name, new TreeMap<>());
            versions.put(name, new TreeMap<>());
        });
    }

    void isUnder(String key) {
        keys.add(key);
    }

    /** Two servers have changed its id at the same time: from now on there are two sessions. */
    void divided() {
        divided = true;
    }

    private boolean mustHold() {
        return course.isStrict() && !divided;
    }

    Look look(SimulatedServer server) {
        return new Look(server);
    }

    private static String stored(String name) {
        return AttributeNames.APPLICATION + name;
    }

    static @Nullable StoredValue stored(OpenSession session, String name) {
        return session.base().attributes().get(stored(name));
    }

    private void noteVersions() {
        looks.forEach(Look::noteVersions);
    }

    private void noteLateVersions(String name) {
        for (StoredValue value : inspection.sent(keys::contains, stored(name))) {
            versions.get(name).computeIfAbsent(value.stamp(), stamp -> new Version(null, Inspection.marks(value)));
        }
    }

    private boolean wasWritten(String name, int mark) {
        noteVersions();
        return versions.get(name).values().stream().anyMatch(version -> version.marks.contains(mark))
                || inspection.sent(any -> true, stored(name)).stream()
                        .anyMatch(value -> Inspection.marks(value).contains(mark));
    }

    /** The version after the last one that has the mark, up to {@code last}. */
    private @Nullable Version firstWithout(String name, int mark, Stamp last) {
        noteVersions();
        noteLateVersions(name);
        Version first = null;
        for (Version version : versions.get(name).headMap(last, true).values()) {
            boolean has = version.marks.contains(mark);
            first = has ? null : first == null ? version : first;
        }
        return first;
    }

    private void mustBeWritten(String name, int mark, String whose) {
        if (mustHold() && !wasWritten(name, mark)) {
            throw new Violation(
                    "a response was sent, and " + whose + " inside of the " + name + " was never written: " + mark);
        }
    }

    /** A thread has changed a cart after the response of its request. */
    void changedLate(Look by, String name, int mark) {
        offered.add(mark);
        by.givenOf(name).cart.add(mark);
        now++;
        LiveSession live = by.session().live();
        boolean isNext = looks.stream().allMatch(look -> look.isOver && look.end <= by.end);
        LiveValue value = valueOf(live, name);
        boolean isThere = value != null && Cart.in(value.object()) == by.givenOf(name).cart;
        boolean isFound = by.server.engine.liveSessions().find(live.key()) == live && !live.hasFailed();
        if (mustHold()
                && course.isOfOneServer()
                && by.server.keepsSessions
                && by.isAnswered
                && isNext
                && isThere
                && isFound
                && !live.hasEnded()) {
            late.add(new Late(mark, name, value, live, now));
        }
    }

    private static @Nullable LiveValue valueOf(LiveSession live, String name) {
        LiveValue[] found = new LiveValue[1];
        live.table().at(stored(name), slot -> found[0] = slot.value());
        return found[0];
    }

    private boolean overlaps(Look one, Look other) {
        return one.begin < other.end() && other.begin < one.end();
    }

    /** What one request has in hand. */
    final class Look {
        private final SimulatedServer server;
        private final long begin = ++now;
        private final Map<String, Given> given = new TreeMap<>();
        private @Nullable OpenSession session;
        private boolean isAnswered;
        private boolean isOver;
        private long end;

        Look(SimulatedServer server) {
            this.server = server;
        }

        void opened(OpenSession found) {
            session = found;
            looks.add(this);
        }

        private OpenSession session() {
            return Objects.requireNonNull(session);
        }

        /** Until then it may change what others see: who was never answered may do so for ever. */
        private long end() {
            return isOver && isAnswered ? end : Long.MAX_VALUE;
        }

        private Given givenOf(String name) {
            return Objects.requireNonNull(given.get(name));
        }

        /** The cart of that name, which has to be the right one; null if there is none. */
        @Nullable
        Cart cart(String name) {
            Object value = session().attributes().get(name);
            if (value == null) {
                return null;
            }
            Cart cart = Cart.in(value);
            Given before = given.get(name);
            if (before != null && before.value == value) {
                return cart;
            }
            Set<Integer> own = new HashSet<>();
            Given now = new Given(cart, value, setsInHand(name), cart.marks(), own);
            given.put(name, now);
            checkGiven(name, now);
            return cart;
        }

        private int setsInHand(String name) {
            Hands.Handed had = session().hands().handed(stored(name));
            return had == null ? -1 : had.sets();
        }

        private boolean isSetSince(String name) {
            int[] sets = new int[1];
            session().live().table().at(stored(name), slot -> sets[0] = slot.sets());
            return sets[0] != givenOf(name).sets;
        }

        private void checkGiven(String name, Given mine) {
            if (!offered.containsAll(mine.shown)) {
                throw new Violation("the " + name + " has marks that nobody has made");
            }
            if (!isSetHere(name) && !mine.shown.containsAll(Inspection.marks(stored(session(), name)))) {
                throw new Violation("the " + name + " is older than what is known to be stored");
            }
            looks.stream()
                    .filter(look -> course.isOfOneServer() && !look.isOver && look.given.containsKey(name))
                    .map(look -> look.givenOf(name))
                    .filter(other -> other.sets == mine.sets && other.value != mine.value)
                    .forEach(other -> {
                        throw new Violation("two requests of one server have not the same " + name);
                    });
            for (int mark : List.copyOf(told.get(name).keySet())) {
                if (!mine.shown.contains(mark) && told.get(name).get(mark) < begin) {
                    missed(name, mark);
                }
            }
        }

        private boolean isSetHere(String name) {
            boolean[] is = new boolean[1];
            session().live().table().at(stored(name), slot -> is[0] = slot.unstored() != null);
            return is[0];
        }

        /** Somebody was told of this before. */
        private void missed(String name, int mark) {
            StoredValue present = stored(session(), name);
            long when = told.get(name).remove(mark);
            if (mustHold() && (present == null || !mayBeLost(name, mark, when, present.stamp()))) {
                throw new Violation("a change inside of the " + name + " that somebody was told of is gone: " + mark);
            }
        }

        /** One server has two objects for a cart while another one's value takes the place of the first. */
        private boolean mayBeLost(String name, int mark, long when, Stamp to) {
            Version first = course.isOfOneServer() ? null : firstWithout(name, mark, to);
            if (first == null || first.writer == null) {
                return first != null; // by a late save, whenever what it saves began
            }
            Look winner = first.writer;
            return winner.begin < when
                    && looks.stream()
                            .filter(look -> look == winner || look.knows(name, mark))
                            .anyMatch(Look::overlapsAnotherServer);
        }

        private boolean knows(String name, int mark) {
            Given mine = given.get(name);
            return mine != null && (mine.own.contains(mark) || mine.shown.contains(mark));
        }

        private boolean overlapsAnotherServer() {
            return looks.stream().anyMatch(look -> look.server != server && overlaps(look, this));
        }

        void change(String name, int mark) {
            offered.add(mark);
            givenOf(name).cart.add(mark);
            CARTS.stream().filter(given::containsKey).forEach(other -> {
                if (givenOf(other).cart == givenOf(name).cart) {
                    givenOf(other).own.add(mark);
                }
            });
        }

        /** From now on the cart has a second name; what was under that is gone. */
        void nameAgain(Cart cart, Object value) {
            String again = CARTS.get(1);
            session().attributes().set(again, value);
            told.get(again).keySet().retainAll(cart.marks());
            given.put(again, new Given(cart, value, setsInHand(again), cart.marks(), new HashSet<>()));
        }

        private void noteVersions() {
            if (session == null) {
                return;
            }
            CARTS.forEach(name -> {
                StoredValue sent = session.attempted().get(stored(name));
                if (sent instanceof StoredValue.Present) {
                    versions.get(name)
                            .computeIfAbsent(sent.stamp(), stamp -> new Version(this, Inspection.marks(sent)));
                }
            });
        }

        /** The response goes to the browser: what it may tell of is stored. */
        void answered() {
            if (session == null) {
                return;
            }
            now++;
            isAnswered = true;
            given.forEach((name, mine) -> {
                if (!isSetSince(name)) {
                    mine.own.forEach(mark -> tell(name, mark, "what it has changed"));
                    mine.shown.forEach(mark -> tell(name, mark, "what it was shown"));
                    if (course.isOfOneServer()) {
                        mine.own.forEach(mark -> tellOfAliases(name, mine.cart, mark));
                    }
                }
            });
            collectLate();
        }

        private void tell(String name, int mark, String whose) {
            mustBeWritten(name, mark, whose);
            told.get(name).putIfAbsent(mark, now);
        }

        /** One object under two names. */
        private void tellOfAliases(String changed, Cart cart, int mark) {
            for (String name : CARTS) {
                LiveValue value = valueOf(session().live(), name);
                if (!name.equals(changed) && value != null && !isSetHere(name) && Cart.in(value.object()) == cart) {
                    tell(name, mark, "what it has changed under another name");
                }
            }
        }

        private void collectLate() {
            boolean isAlone = looks.stream().allMatch(look -> look == this || look.isOver);
            for (Late one : List.copyOf(late)) {
                if (isAlone && begin > one.when) {
                    late.remove(one);
                    if (valueOf(one.live, one.name) == one.value) {
                        tell(one.name, one.mark, "what a thread had changed late");
                    } else {
                        throw new Violation("the " + one.name + " that a thread had changed late is another one");
                    }
                }
            }
        }

        void over() {
            noteVersions();
            end = ++now;
            isOver = true;
            if (!isAnswered) {
                late.clear(); // what is refused is not kept, nor what was not stored before
            }
        }
    }
}
