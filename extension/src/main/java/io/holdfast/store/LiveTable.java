package io.holdfast.store;

import io.holdfast.SessionUnavailableException;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session as all requests of this server share them: what is known to be stored, its objects, and
 * what was set since. Thread-safe; no code of the application runs under its lock, and nobody waits for a node.
 *
 * <p>What enters the base enters the slots in the same step: else the next look at the nodes would confirm an object
 * that is old.
 */
final class LiveTable {

    private final AttributeReader reader;
    private final Map<String, Slot> slots = new TreeMap<>();
    private volatile AttributeListener listener = new AttributeListener() {};
    private @Nullable Base base;
    private @Nullable IdleTimeout unstoredTimeout;
    private @Nullable Hands timeoutSetter;
    private long version;
    private boolean wasOld;

    LiveTable(AttributeReader reader) {
        this.reader = reader;
    }

    AttributeReader reader() {
        return reader;
    }

    AttributeListener listener() {
        return listener;
    }

    void listen(AttributeListener other) {
        listener = other;
    }

    /** Null before the nodes were asked, and after {@link #clear}. */
    synchronized @Nullable Base base() {
        return base;
    }

    /**
     * The base at one moment.
     *
     * @param version counts what entered it
     * @param idleTimeout the present one, stored or not
     */
    record Known(Base base, long version, IdleTimeout idleTimeout) {}

    /** @throws SessionUnavailableException if the nodes were not asked, or could not tell */
    synchronized Known known() {
        Base known = base;
        if (known == null) {
            throw new SessionUnavailableException("The session could not be read: too few nodes answered in time");
        }
        IdleTimeout set = unstoredTimeout;
        return new Known(known, version, set == null ? known.record().idleTimeout() : set);
    }

    synchronized long version() {
        return version;
    }

    synchronized boolean wasOld() {
        return wasOld;
    }

    synchronized void idleTimeout(IdleTimeout timeout, Hands setter) {
        unstoredTimeout = timeout;
        timeoutSetter = setter;
    }

    /**
     * Takes what the nodes have told.
     *
     * @param noted the {@link #version} when they were asked: what entered since is not in their answers
     */
    synchronized void opened(Base read, long noted) {
        Base known = base;
        boolean exact = known == null || noted == version;
        if (known != null && exact && read.record().equals(known.record())) {
            base = read; // confirmed: only its tokens may be newer
            wasOld = false;
            return;
        }
        wasOld = known != null;
        take(exact || known == null ? read : merged(known, read), exact);
    }

    /** Takes what a save has stored, with what it met of others'; {@code changes} are those it was made for. */
    synchronized void saved(Base stored, long noted, List<AttributeChange> changes) {
        Base known = base;
        take(known == null || noted == version ? stored : merged(stored, known), false);
        changes.forEach(change -> change.isStored(slot(change.name())));
    }

    /** Notes what is about to be sent to the nodes. */
    synchronized void sending(List<AttributeChange> changes) {
        changes.forEach(change -> slot(change.name()).attempt(change.stored(), change.value()));
    }

    /** The tokens of {@code sure} are of copies that are part of the merged record, whoever has written since. */
    private static Base merged(Base sure, Base other) {
        Live merged = SessionMerge.merge(sure.record(), other.record());
        return merged.equals(sure.record())
                ? sure
                : new Base(merged, sure.copies().apart());
    }

    private void take(Base now, boolean exact) {
        base = now;
        version++;
        Map<String, StoredValue> attributes = now.record().attributes();
        if (exact) {
            slots.forEach((name, slot) -> slot.follow(attributes.get(name), true));
        }
        attributes.forEach((name, value) -> slot(name).follow(value, exact));
        IdleTimeout set = unstoredTimeout;
        if (set != null && !set.stamp().isAfter(now.record().idleTimeout().stamp())) {
            unstoredTimeout = null;
        }
    }

    /** Forgets all, stored or not: it is read anew. */
    synchronized void clear() {
        base = null;
        slots.clear();
        unstoredTimeout = null;
        version++;
    }

    private Slot slot(String name) {
        return slots.computeIfAbsent(name, none -> new Slot());
    }

    /** The attribute as the holder of {@code hands} has it; of each value always the same object. */
    @Nullable
    Object get(Hands hands, String name) {
        while (true) {
            byte[] bytes;
            synchronized (this) {
                LiveValue value = handOut(hands, name);
                Slot slot = slots.get(name);
                if (value != null || slot == null) {
                    return value == null ? null : value.object();
                }
                bytes = slot.toDecode();
                if (bytes == null || hands.couldNotRead(name)) {
                    return null;
                }
            }
            if (!isDecoded(hands, name, bytes)) {
                return null;
            }
        }
    }

    private @Nullable LiveValue handOut(Hands hands, String name) {
        Slot slot = slots.get(name);
        Hands.Handed had = hands.handed(name);
        if (had != null && (slot == null || had.sets() == slot.sets())) {
            return had.value();
        }
        LiveValue value = slot == null ? null : slot.value();
        hands.hold(name, value, slot == null ? 0 : slot.sets());
        return value;
    }

    private boolean isDecoded(Hands hands, String name, byte[] bytes) {
        Object object = reader.read(name, bytes);
        boolean isFirst;
        synchronized (this) {
            if (object == null) {
                hands.cannotRead(name);
                return false;
            }
            isFirst = slot(name).decoded(bytes, object);
        }
        if (isFirst) {
            listener.decoded(name, object);
        }
        return true;
    }

    /** A null value removes. Setting the very object that is there is no set: it may have changed inside. */
    synchronized void set(Hands hands, String name, @Nullable Object object, Supplier<Stamp> stamps) {
        LiveValue present = handOut(hands, name);
        Slot slot = slot(name);
        hands.hasSet(name);
        if (hands.isOpen() && present != null && present.object() == object && !present.isImmutable()) {
            hands.hold(name, present, slot.sets());
            return;
        }
        LiveValue value = object == null ? null : LiveValue.set(object);
        slot.set(value, stamps.get(), hands);
        hands.hold(name, value, slot.sets());
    }

    synchronized Set<String> names(Hands hands) {
        Set<String> names = new LinkedHashSet<>();
        slots.forEach((name, slot) -> {
            Hands.Handed had = hands.handed(name);
            if (slot.isPresent() || (had != null && had.sets() == slot.sets())) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * Those of the changes that are {@code mine}; of the rest what nobody has in hand is given up for what is stored.
     */
    synchronized List<AttributeChange> giveUpOthers(List<AttributeChange> changes, Hands mine, List<Hands> others) {
        List<AttributeChange> own = new ArrayList<>();
        for (AttributeChange change : changes) {
            LiveValue value = change.value();
            if (mine.hasTouched(change.name())) {
                own.add(change);
            } else if (isHeldByNone(others, value)) {
                slot(change.name()).detach();
            }
        }
        return own;
    }

    synchronized @Nullable String takeObstacle(Hands hands) {
        return hands.takeObstacle();
    }

    /** Takes back what was set, or changed inside, by one who is refused, unless another has it in hand. */
    synchronized void takeBack(Hands refused, List<Hands> others) {
        if (refused.equals(timeoutSetter)) {
            unstoredTimeout = null;
        }
        slots.values().forEach(slot -> {
            Slot.UnstoredSet set = slot.unstored();
            if (set != null && set.setter().equals(refused) && isHeldByNone(others, set.value())) {
                slot.takeBack(set);
            }
            LiveValue shown = slot.value();
            if (shown != null && shown.isSuspect() && refused.holds(shown) && isHeldByNone(others, shown)) {
                slot.letGo();
            }
        });
    }

    private static boolean isHeldByNone(List<Hands> others, @Nullable LiveValue value) {
        return value == null || others.stream().noneMatch(hands -> hands.holds(value));
    }

    /** Something that may be changed for each slot that {@code which} finds anything in. */
    synchronized <T> List<T> find(Which<T> which) {
        List<T> found = new ArrayList<>();
        slots.forEach((name, slot) -> {
            T one = which.in(name, slot);
            if (one != null) {
                found.add(one);
            }
        });
        return found;
    }

    interface Which<T> {
        @Nullable
        T in(String name, Slot slot);
    }

    synchronized void at(String name, Consumer<Slot> what) {
        what.accept(slot(name));
    }

    /** Whether anything waits for its save: a set, or an object that may have changed. */
    synchronized boolean isSuspect() {
        return unstoredTimeout != null || slots.values().stream().anyMatch(Slot::isSuspect);
    }

    synchronized boolean isTimeoutSet() {
        return unstoredTimeout != null;
    }
}
