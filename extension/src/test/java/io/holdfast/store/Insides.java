package io.holdfast.store;

import io.holdfast.session.StoredValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What requests have changed inside of a session's carts, under whichever ids it had, and what users were told of it.
 * Each change is a mark of its own in a cart. Between servers, and between ids if one server changes it while another
 * is at work, the later write of a cart wins. So a mark may be lost to who wrote at the same time; to nobody else.
 */
final class Insides {

    static final List<String> CARTS = List.of("cart", "cart again");

    private static final String WHAT_IT_WAS_SHOWN = "what it was shown";

    private final SimulationRun run;
    private final NodeInspector inspector;
    private final CartVersions versions;
    private final LateChanges late = new LateChanges(this);
    private final List<Look> looks = new ArrayList<>();
    private final Set<Integer> offered = new HashSet<>();
    /** Of each cart the marks that somebody was told of, and each time when. */
    private final Map<String, Map<Integer, NavigableSet<Long>>> told = new TreeMap<>();

    private boolean divided;
    private long now;

    Insides(SimulationRun run, NodeInspector inspector) {
        this.run = run;
        this.inspector = inspector;
        this.versions = new CartVersions(inspector);
        CARTS.forEach(name -> told.put(name, new TreeMap<>()));
    }

    void isUnder(String key) {
        versions.areUnder(key);
    }

    /** Two servers have changed its id at the same time: from now on there are two sessions. */
    void divided() {
        divided = true;
    }

    boolean mustHold() {
        return run.isStrict() && !divided;
    }

    boolean areOfOneServer() {
        return run.isOfOneServer();
    }

    /** What a request has in hand that begins now. */
    Look look(SimulatedServer server) {
        return new Look(this, server);
    }

    void opened(Look look) {
        looks.add(look);
    }

    boolean any(Predicate<Look> condition) {
        return looks.stream().anyMatch(condition);
    }

    boolean all(Predicate<Look> condition) {
        return looks.stream().allMatch(condition);
    }

    /** Those which have that cart in hand and are under way. */
    Stream<Look> underWay(String name) {
        return looks.stream().filter(look -> !look.isOver() && look.has(name));
    }

    long now() {
        return now;
    }

    long tick() {
        return ++now;
    }

    LateChanges late() {
        return late;
    }

    static String stored(String name) {
        return AttributeKinds.APPLICATION + name;
    }

    static @Nullable StoredValue stored(OpenSession session, String name) {
        return session.base().attributes().get(stored(name));
    }

    static @Nullable LiveValue valueOf(LiveSession live, String name) {
        LiveValue[] found = new LiveValue[1];
        live.table().at(stored(name), slot -> found[0] = slot.value());
        return found[0];
    }

    /** Somebody makes this mark. */
    void offered(int mark) {
        offered.add(mark);
    }

    void mustBeOffered(String name, Set<Integer> marks) {
        if (!offered.containsAll(marks)) {
            throw new Violation("the " + name + " has marks that nobody has made");
        }
    }

    /**
     * A user may rely on this mark, which others made: if it was saved with this request's, or is on all copies, as
     * else who made it may not be done.
     */
    void tellOfOthers(OpenSession session, String name, int mark, boolean isSaved) {
        if (isSaved || inspector.isMarkOnAllCopies(session.live().key(), stored(name), mark)) {
            tell(name, mark, WHAT_IT_WAS_SHOWN);
        } else {
            mustBeWritten(name, mark, WHAT_IT_WAS_SHOWN);
        }
    }

    /** A user may rely on this from now on. */
    void tell(String name, int mark, String whose) {
        mustBeWritten(name, mark, whose);
        told.get(name).computeIfAbsent(mark, first -> new TreeSet<>()).add(now);
    }

    private void mustBeWritten(String name, int mark, String whose) {
        if (mustHold() && !wasWritten(name, mark)) {
            throw new Violation(
                    "a response was sent, and " + whose + " inside of the " + name + " was never written: " + mark);
        }
    }

    /** Those of the marks in whose place a save found another server's change before it sent them to any node. */
    Set<Integer> lostUnsent(Look look, String name, Set<Integer> marks) {
        if (run.isOfOneServer() || marks.isEmpty()) {
            return Set.of();
        }
        noteVersions();
        return marks.stream()
                .filter(mark -> !versions.wasWritten(name, mark) && isLost(look, name, mark))
                .collect(Collectors.toSet());
    }

    private boolean isLost(Look look, String name, int mark) {
        return versions.any(
                name,
                version -> version.isOfOther(look.server()) && version.isWithout(mark) && version.overlaps(look, name));
    }

    /** Whether another server has changed the cart since. */
    boolean isChangedElsewhere(SimulatedServer server, String name, long since) {
        return versions.any(name, version -> version.isOfOther(server) && version.known() >= since);
    }

    private boolean wasWritten(String name, int mark) {
        noteVersions();
        return versions.wasWritten(name, mark);
    }

    private void noteVersions() {
        looks.forEach(look -> look.noteVersions(versions, now));
        CARTS.forEach(name -> versions.noteSent(name, now));
    }

    void over(Look look) {
        look.noteVersions(versions, now);
    }

    /** Another cart is under that name from now on, for who saves it too. */
    void replaced(Look setter, String name, Cart by) {
        setter.session().live().table().at(stored(name), slot -> {
            Slot.UnstoredSet set = slot.unstored();
            if (set != null) {
                versions.isSetBy(setter, set.stamp());
            }
        });
        told.get(name).keySet().retainAll(by.marks());
    }

    /** {@code marks} is what a request was shown that began at {@code begin}: all that users were told of before. */
    void shown(OpenSession session, String name, Set<Integer> marks, long begin) {
        for (int mark : List.copyOf(told.get(name).keySet())) {
            if (!marks.contains(mark) && told.get(name).get(mark).first() < begin) {
                missed(session, name, mark);
            }
        }
    }

    /** Somebody was told of this before. */
    private void missed(OpenSession session, String name, int mark) {
        NavigableSet<Long> when = told.get(name).remove(mark);
        if (mustHold() && !mayBeLost(session, name, mark, when)) {
            throw new Violation("a change inside of the " + name + " that somebody was told of is gone: " + mark);
        }
    }

    /** One server has two objects for a cart while another one's value takes the place of the first. */
    private boolean mayBeLost(OpenSession session, String name, int mark, NavigableSet<Long> when) {
        if (run.isOfOneServer()) {
            return false;
        }
        Hands setter = setterHere(session, name);
        if (setter != null) { // it died before it saved, and its stamp is the later one
            return any(look -> look.session().unit().hands() == setter && mayReplace(look, name, mark, when.first()));
        }
        StoredValue present = stored(session, name);
        if (present == null) {
            return false;
        }
        noteVersions();
        List<CartVersions.Loss> losses = versions.losses(name, mark, present.stamp());
        return !losses.isEmpty() && losses.stream().allMatch(loss -> mayHappen(loss, name, mark, when));
    }

    /** A late save may lose it, whenever what it saves began; and everybody what nobody was told of. */
    private boolean mayHappen(CartVersions.Loss loss, String name, int mark, NavigableSet<Long> when) {
        Long first = when.ceiling(loss.since());
        Look writer = loss.writer();
        return first == null || first >= loss.until() || writer == null || mayReplace(writer, name, mark, first);
    }

    private static @Nullable Hands setterHere(OpenSession session, String name) {
        Hands[] found = new Hands[1];
        session.live().table().at(stored(name), slot -> {
            Slot.UnstoredSet set = slot.unstored();
            found[0] = set == null ? null : set.setter();
        });
        return found[0];
    }

    private boolean mayReplace(Look winner, String name, int mark, long when) {
        return winner.begin() < when
                && looks.stream()
                        .filter(look -> look == winner || look.knows(name, mark))
                        .anyMatch(one -> any(other -> one.overlapsApart(other, name)));
    }
}
