package io.holdfast.store;

import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.session.value.EncodingRetries;
import io.holdfast.session.value.UnstorableValueException;
import io.holdfast.session.value.ValueCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a commit has to write: what its request was handed or set and what nobody uses, if it is not what is
 * stored. Not another request's half-done work, unless an object has changed: nobody sees from outside what two objects
 * share, so all are compared then. Not thread-safe; runs in its session's lock.
 */
final class DirtyCheck {

    private static final System.Logger LOG = System.getLogger(DirtyCheck.class.getName());

    private static final int NEVER = -1;
    private static final int USUALLY_MOST = 4;

    private final LiveTable table;
    private final Hands mine;
    private final Supplier<List<Hands>> handsOfOthers;
    private final Supplier<Stamp> stamps;
    private final EncodingRetries retries;
    private final List<AttributeChange> changes = new ArrayList<>();
    private final Set<String> looked = new HashSet<>();
    private final List<Obstacle> obstacles = new ArrayList<>();
    private final IdentityHashMap<LiveValue, Integer> handings = new IdentityHashMap<>(USUALLY_MOST);
    private boolean inDoubt;
    private List<Hands> others = List.of();

    /** @param handsOfOthers those of all other units of work that use the session at that moment */
    DirtyCheck(
            LiveTable table,
            Hands mine,
            Supplier<List<Hands>> handsOfOthers,
            Supplier<Stamp> stamps,
            EncodingRetries retries) {
        this.table = table;
        this.mine = mine;
        this.handsOfOthers = handsOfOthers;
        this.stamps = stamps;
        this.retries = retries;
    }

    /** What cannot be stored. */
    record Obstacle(Candidate candidate, UnstorableValueException why) {}

    /**
     * What may have to be written.
     *
     * @param stored the bytes to compare with; null for none
     * @param isUnsure whether the nodes may hold something else, of a save whose outcome is not known
     */
    record Candidate(
            String name,
            @Nullable LiveValue value,
            Slot.@Nullable UnstoredSet set,
            byte @Nullable [] stored,
            boolean isUnsure,
            boolean isHeldByOthers,
            boolean isHeldByNobody,
            int handings) {}

    /** @param ofAll as the one before {@link #isInDoubt} */
    List<AttributeChange> changes(boolean ofAll) {
        List<Candidate> first = candidates(ofAll);
        first.forEach(this::compare);
        boolean isAnyChanged = isAnyObjectChanged();
        if (isAnyChanged) {
            first.forEach(one -> looked.add(one.name));
            candidates(true).forEach(this::compare);
        }
        inDoubt = isAnyChanged && !handsOfOthers.get().isEmpty();
        return changes;
    }

    private boolean isAnyObjectChanged() {
        for (AttributeChange change : changes) {
            if (change.isOfObject()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether another request may have changed an object after it was looked at under one name and before it was under
     * another: neither would be looked at again.
     */
    boolean isInDoubt() {
        return inDoubt;
    }

    List<Obstacle> obstacles() {
        return obstacles;
    }

    private List<Candidate> candidates(boolean ofAll) {
        noteHandings(); // first: who joins after the hands were counted is not among them, and may change what it gets
        others = handsOfOthers.get();
        return table.find((name, slot) -> looked.contains(name) ? null : candidate(name, slot, ofAll));
    }

    private void noteHandings() {
        handings.clear();
        List<Integer> unused = table.find((name, slot) -> {
            LiveValue value = slot.value();
            return value == null || value.isImmutable() ? null : handings.put(value, value.handings());
        });
    }

    private @Nullable Candidate candidate(String name, Slot slot, boolean ofAll) {
        Hands.Handed had = mine.handed(name);
        LiveValue value = slot.value();
        if (had != null && had.value() != value && had.sets() == slot.sets()) {
            return replaced(name, had.value());
        }
        Slot.UnstoredSet set = slot.unstored();
        boolean isMine = mine.hasTouched(name);
        boolean isOthers = set != null && set.setter() != mine && set.setter().isOpen();
        boolean mayWrite = isMine || !(isOthers || (value != null && isHeldByOthers(value)));
        boolean isObject = value != null && !value.isImmutable();
        if (!mayWrite && !(ofAll && isObject)) {
            return null;
        }
        boolean isToBeCompared = isObject && value != null && (ofAll || value.isSuspect());
        return set != null || isToBeCompared ? candidate(name, slot, value, set) : null;
    }

    /** Another server's value has taken its place; the request that has it may have changed it all the same. */
    private @Nullable Candidate replaced(String name, LiveValue had) {
        byte[] written = had.written();
        return had.isImmutable() && written != null
                ? null
                : new Candidate(name, had, null, written, false, isHeldByOthers(had), false, had.handings());
    }

    private Candidate candidate(String name, Slot slot, @Nullable LiveValue value, Slot.@Nullable UnstoredSet set) {
        byte[] stored = value == null ? null : value.written();
        if (set != null && stored == null && slot.stored() instanceof StoredValue.Present present) {
            stored = present.bytes();
        }
        boolean isHeldByOthers = value != null && isHeldByOthers(value);
        boolean isHeldByNobody = !isHeldByOthers && (value == null || !mine.holds(value));
        return new Candidate(
                name,
                value,
                set,
                stored,
                slot.hasAttempts(),
                isHeldByOthers,
                isHeldByNobody,
                value == null ? 0 : handings.getOrDefault(value, NEVER));
    }

    private boolean isHeldByOthers(LiveValue value) {
        for (Hands hands : others) {
            if (hands.holds(value)) {
                return true;
            }
        }
        return false;
    }

    private void compare(Candidate one) {
        LiveValue value = one.value;
        if (value == null) {
            compareRemoval(one);
            return;
        }
        Stamp spare = stamps.get(); // before the bytes: else older bytes could be stored under the newer stamp
        byte[] bytes;
        try {
            bytes = encode(one, value);
        } catch (UnstorableValueException e) {
            meet(one, value, e);
            return;
        }
        table.at(one.name, slot -> note(one, value, spare, bytes, slot));
    }

    private void note(Candidate one, LiveValue value, Stamp spare, byte[] bytes, Slot slot) {
        Slot.UnstoredSet set = one.set;
        if (set == null && slot.unstored() != null) {
            return; // it was replaced meanwhile, and would win by the later stamp
        }
        boolean isStored = bytes == one.stored && !one.isUnsure;
        if (isStored && (set == null || slot.adopts(set, bytes))) {
            if (one.isHeldByNobody) {
                value.compared(one.handings);
            }
            return;
        }
        if (set != null && slot.hasOvertaken(set) && !mine.holds(value)) {
            return; // came while it was encoded; it is for whoever has it in hand to write it nevertheless
        }
        Stamp stamp =
                set == null || slot.hasOvertaken(set) || slot.isStampOfOther(set.stamp(), bytes) ? spare : set.stamp();
        changes.add(new AttributeChange(
                one.name, value, new StoredValue.Present(stamp, bytes), set, one.isHeldByNobody, one.handings));
    }

    private void compareRemoval(Candidate one) {
        Slot.UnstoredSet set = one.set;
        if (set == null) {
            return;
        }
        table.at(one.name, slot -> {
            if (slot.stored() instanceof StoredValue.Present || slot.hasAttempts()) {
                Stamp stamp = slot.isStampOfOther(set.stamp(), null) ? stamps.get() : set.stamp();
                changes.add(new AttributeChange(one.name, null, new StoredValue.Removed(stamp), set, true, 0));
            } else {
                slot.done(set);
            }
        });
    }

    /** If others have the value at hand it is not told that it may leave: they are at work on it. */
    private byte[] encode(Candidate one, LiveValue value) throws UnstorableValueException {
        if (!one.isHeldByOthers) {
            table.listener().encoding(one.name, value.object());
        }
        ValueCodec codec = table.reader().codec(one.name);
        return value.isImmutable()
                ? codec.encode(value.object(), one.stored)
                : codec.encode(value.object(), one.stored, retries);
    }

    private void meet(Candidate one, LiveValue value, UnstorableValueException why) {
        LOG.log(System.Logger.Level.DEBUG, "An attribute cannot be stored, with the words of its classes", why);
        boolean isMine = mine.wasShown(value) || (one.set != null && one.set.setter() == mine);
        if (isMine || !one.isHeldByOthers) {
            obstacles.add(new Obstacle(one, why));
            if (one.set != null && one.set.setter() == mine) {
                table.at(
                        one.name, slot -> mine.shown(value)); // whoever sets it from outside of a request holds nothing
            }
        }
    }

    /** Takes what cannot be stored out of the session: what is stored of it counts. */
    void giveUp() {
        for (Obstacle obstacle : obstacles) {
            LiveValue value = obstacle.candidate.value;
            if (value != null) {
                String name = obstacle.candidate.name;
                table.at(name, slot -> value.obstacle(AttributeReader.cannotBeStored(name, obstacle.why)));
            }
            Slot.UnstoredSet set = obstacle.candidate.set;
            if (set != null) {
                table.at(obstacle.candidate.name, slot -> slot.takeBack(set));
            } else if (value != null) {
                detach(value.object());
            }
        }
    }

    /** Under whichever names it is. */
    private void detach(Object object) {
        List<String> names = table.find((name, slot) -> {
            LiveValue value = slot.value();
            return value != null && value.object() == object ? name : null;
        });
        names.forEach(name -> table.at(name, Slot::detach));
    }
}
