package io.holdfast.store;

import io.holdfast.session.StoredValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one request has in hand of a session's carts. */
final class Look {

    private final Insides insides;
    private final SimulatedServer server;
    private final long begin;
    private final Map<String, Given> given = new TreeMap<>();
    private @Nullable OpenSession session;
    private boolean isAnswered;
    private boolean isOver;
    private long end;

    /** What it was given of one cart. */
    private record Given(Cart cart, Object value, int sets, Set<Integer> shown, Set<Integer> own) {}

    Look(Insides insides, SimulatedServer server) {
        this.insides = insides;
        this.server = server;
        this.begin = insides.tick();
    }

    void opened(OpenSession found) {
        session = found;
        insides.opened(this);
    }

    OpenSession session() {
        return Objects.requireNonNull(session);
    }

    SimulatedServer server() {
        return server;
    }

    long begin() {
        return begin;
    }

    boolean isOver() {
        return isOver;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    private Given givenOf(String name) {
        return Objects.requireNonNull(given.get(name));
    }

    Cart cartInHand(String name) {
        return givenOf(name).cart;
    }

    /** Whether it was answered, and no other request has followed. */
    boolean isLastOfAll() {
        return isAnswered && insides.all(look -> look.isOver && look.end <= end);
    }

    boolean knows(String name, int mark) {
        Given mine = given.get(name);
        return mine != null && (mine.own.contains(mark) || mine.shown.contains(mark));
    }

    /** Whether both were under way at the same time, each with an object of its own for the same cart. */
    boolean overlapsApart(Look other, String name) {
        if (server != other.server) {
            return begin < other.lastEffect() && other.begin < lastEffect();
        }
        return begin < other.lastWork() && other.begin < lastWork() && isApartOnOneServer(other, name);
    }

    /** It has one object, unless another server changed the id, or the cart, while a request was under way here. */
    private boolean isApartOnOneServer(Look other, String name) {
        return has(name)
                && other.has(name)
                && cartInHand(name) != other.cartInHand(name)
                && (!keyNow().equals(other.keyNow())
                        || insides.isChangedElsewhere(server, name, Math.min(begin, other.begin)));
    }

    private String keyNow() {
        return session().live().key();
    }

    private long lastWork() {
        return isOver ? end : Long.MAX_VALUE;
    }

    /** Until then it may change what others see: who was never answered may do so for ever. */
    private long lastEffect() {
        return isOver && isAnswered ? end : Long.MAX_VALUE;
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
        if (before == null || before.value != value) {
            Given mine = new Given(cart, value, setsInHand(name), cart.marks(), new HashSet<>());
            given.put(name, mine);
            checkGiven(name, mine);
        }
        return cart;
    }

    private int setsInHand(String name) {
        Hands.Handed had = session().unit().hands().handed(Insides.stored(name));
        return had == null ? -1 : had.sets();
    }

    private boolean isSetSince(String name) {
        int[] sets = new int[1];
        session().live().table().at(Insides.stored(name), slot -> sets[0] = slot.sets());
        return sets[0] != givenOf(name).sets;
    }

    private boolean isSetHere(String name) {
        boolean[] is = new boolean[1];
        session().live().table().at(Insides.stored(name), slot -> is[0] = slot.unstored() != null);
        return is[0];
    }

    private void checkGiven(String name, Given mine) {
        insides.mustBeOffered(name, mine.shown);
        if (!isSetHere(name) && !mine.shown.containsAll(NodeInspector.marks(Insides.stored(session(), name)))) {
            throw new Violation("the " + name + " is older than what is known to be stored");
        }
        if (insides.areOfOneServer()
                && insides.underWay(name)
                        .map(look -> look.givenOf(name))
                        .anyMatch(other -> other.sets == mine.sets && other.value != mine.value)) {
            throw new Violation("two requests of one server have not the same " + name);
        }
        insides.shown(session(), name, mine.shown, begin);
    }

    void change(String name, int mark) {
        Cart cart = cartInHand(name);
        insides.offered(mark);
        cart.add(mark);
        given.values().stream().filter(one -> one.cart == cart).forEach(one -> one.own.add(mark));
    }

    /** From now on the cart has a second name; what was under that is gone. */
    void nameAgain(Cart cart, Object value) {
        String again = Insides.CARTS.get(1);
        session().attributes().set(again, value);
        insides.replaced(this, again, cart);
        given.put(again, new Given(cart, value, setsInHand(again), cart.marks(), new HashSet<>()));
    }

    void noteVersions(CartVersions versions, long now) {
        if (session == null) {
            return;
        }
        Map<String, StoredValue> attempted = session.unit().attempted();
        for (String name : Insides.CARTS) {
            StoredValue sent = attempted.get(Insides.stored(name));
            if (sent instanceof StoredValue.Present) {
                versions.note(name, sent, this, now);
            }
        }
    }

    /** The response goes to the browser: what it may tell of is stored. */
    void answered() {
        if (session == null) {
            return;
        }
        insides.tick();
        isAnswered = true;
        given.forEach((name, mine) -> {
            if (!isSetSince(name)) {
                tell(name, mine);
            }
        });
        insides.late().saved(this);
    }

    private void tell(String name, Given mine) {
        Set<Integer> lost = lostUnsent(name);
        Set<Integer> saved = NodeInspector.marks(session().unit().attempted().get(Insides.stored(name)));
        without(lost, mine.own).forEach(mark -> insides.tell(name, mark, "what it has changed"));
        without(lost, mine.shown).forEach(mark -> insides.tellOfOthers(session(), name, mark, saved.contains(mark)));
        if (insides.areOfOneServer()) {
            mine.own.forEach(mark -> tellOfAliases(name, mine.cart, mark));
        }
    }

    private static Set<Integer> without(Set<Integer> some, Set<Integer> marks) {
        Set<Integer> others = new TreeSet<>(marks);
        others.removeAll(some);
        return others;
    }

    /** What was saved after an earlier request, and was lost to another server before it was sent to any node. */
    private Set<Integer> lostUnsent(String name) {
        Hands.Handed had = session().unit().hands().handed(Insides.stored(name));
        return had == null
                ? Set.of()
                : insides.lostUnsent(
                        this, name, NodeInspector.marksIn(had.value().written()));
    }

    /** One object under two names. */
    private void tellOfAliases(String changed, Cart cart, int mark) {
        for (String name : Insides.CARTS) {
            LiveValue value = Insides.valueOf(session().live(), name);
            if (!name.equals(changed)
                    && value != null
                    && !isSetHere(name)
                    && Cart.in(value.object()) == cart
                    && !insides.any(other -> other.wasRefused(this, name, cart))) {
                insides.tell(name, mark, "what it has changed under another name");
            }
        }
    }

    /** Whether it had the cart in hand under that name, and that was given up while {@code other} was under way. */
    private boolean wasRefused(Look other, String name, Cart cart) {
        return has(name) && cartInHand(name) == cart && isOver && !isAnswered && end > other.begin;
    }

    void over() {
        insides.over(this);
        end = insides.tick();
        isOver = true;
        if (!isAnswered) {
            insides.late().refused();
        }
    }
}
