package io.holdfast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Which values a commit writes: what its request was handed or set and what nobody uses, if it is not what is stored.
 */
final class DirtyCheck {

    private final Request request;
    private final World world;
    private final LiveSession live;
    private final List<Change> changes = new ArrayList<>();
    private final List<Value> toDetach = new ArrayList<>();
    private boolean refused;

    DirtyCheck(Request request) {
        this.request = request;
        this.world = request.world;
        this.live = request.live;
    }

    List<Change> changes() {
        boolean objectChanged = false;
        for (Name name : Name.all()) {
            objectChanged |= compare(name, false);
        }
        if (objectChanged && world.holds(Rule.ONCE_ONE_OBJECT_HAS_CHANGED_ALL_ARE_COMPARED)) {
            for (Name name : Name.all()) {
                if (changes.stream().noneMatch(change -> change.name() == name)) {
                    compare(name, true);
                }
            }
        }
        return changes;
    }

    /** Something that this request has to write cannot be encoded. */
    boolean isRefused() {
        boolean shown = request.wasHandedWhatCannotBeStored()
                && world.holds(Rule.WHO_WAS_SHOWN_AN_UNSTORABLE_VALUE_IS_REFUSED_TOO);
        return refused || shown;
    }

    /** Says whether an object has changed. */
    private boolean compare(Name name, boolean anybodys) {
        Slot slot = live.slot(name);
        Value mine = request.handed[name.place()];
        boolean replaced = name.isMutable() && mine != null && mine != slot.value;
        if (replaced && differs(name, mine) && isMineToWrite(name, slot)) {
            return add(name, slot, mine, false);
        }
        boolean may = anybodys || may(name, slot);
        if (slot.dirty && may && (name.isMutable() || !anybodys)) {
            boolean added = add(name, slot, slot.value, true);
            return added && name.isMutable() && world.holds(Rule.A_SET_OF_AN_OBJECT_COUNTS_AS_A_CHANGE);
        }
        boolean changed = name.isMutable() && slot.value != null && !slot.dirty && may && differs(name, slot.value);
        if (name.isMutable() && slot.value != null && may && slot.value.holders == 0) {
            slot.value.suspect = false;
        }
        return changed && add(name, slot, slot.value, false);
    }

    private boolean isMineToWrite(Name name, Slot slot) {
        return slot.version == request.setsWhenHanded[name.place()]
                && world.holds(Rule.WHAT_WAS_HANDED_AND_REPLACED_IS_COMPARED);
    }

    private boolean differs(Name name, Value value) {
        if (!world.holds(Rule.THE_BYTES_LAST_WRITTEN_BELONG_TO_THE_OBJECT)
                && request.handed[name.place()] == value
                && value != null) {
            return value.bits() != request.storedWhenHanded[name.place()];
        }
        return value.isChanged();
    }

    private boolean may(Name name, Slot slot) {
        if (!world.holds(Rule.A_SAVE_COVERS_WHAT_ITS_REQUEST_WAS_HANDED) && request.kind != Kind.EVICTS) {
            return name.isMutable() ? request.changedTheCart : request.sets.contains(name);
        }
        boolean touched = request.sets.contains(name) || request.reads.contains(name);
        boolean inUse = (slot.value != null && slot.value.holders > 0) || (slot.dirty && !slot.setter.done);
        return touched || !inUse || !world.holds(Rule.NOT_WHAT_OTHERS_ARE_AT_WORK_ON);
    }

    private boolean add(Name name, Slot slot, Value value, boolean isSet) {
        if (value != null && value.inside.spoilt) {
            return spoilt(name, slot, value);
        }
        int bits = value == null ? Entry.REMOVED : value.bits();
        boolean stampIsFree = !slot.isWritten(bits) || !world.holds(Rule.ONE_STAMP_IS_FOR_ONE_WRITING);
        boolean stamped = isSet && stampIsFree && world.holds(Rule.A_SET_GETS_ITS_STAMP_WHEN_IT_IS_MADE);
        long stamp = stamped ? slot.setStamp : 0;
        changes.add(new Change(name, value, bits, stamp, slot.version, isSet));
        return true;
    }

    /** Who set or holds it is refused, and it is gone from the session; all others save the rest. */
    private boolean spoilt(Name name, Slot slot, Value value) {
        boolean mine = request.holds(value) || (slot.setter == request && slot.value == value);
        refused |= mine || !world.holds(Rule.ONLY_WHO_HOLDS_AN_UNSTORABLE_VALUE_IS_REFUSED);
        if (!name.isMutable()) {
            if (world.holds(Rule.AN_UNSTORABLE_SET_IS_TAKEN_BACK)) {
                takeBack(slot);
                compare(name, false);
            }
        } else if (mine && world.holds(Rule.AN_UNSTORABLE_OBJECT_IS_DETACHED)) {
            toDetach.add(value);
        }
        return false;
    }

    private void takeBack(Slot slot) {
        slot.takeBack();
        Entry stored = live.base.stored().entry(Name.TITLE);
        boolean older = world.holds(Rule.WHAT_CAME_MEANWHILE_IS_NOT_TAKEN_BACK) && stored.stamp() > slot.shownStamp();
        if (older || (slot.dirty && !world.holds(Rule.TAKEN_BACK_IS_TO_WHAT_WAS_SET_BEFORE))) {
            slot.show(stored);
        }
    }

    boolean hasToDetach() {
        return !toDetach.isEmpty();
    }

    void detach() {
        toDetach.forEach(this::detach);
    }

    private void detach(Value value) {
        for (Name name : Name.all()) {
            Slot slot = live.slot(name);
            if (slot.value != null && slot.value.inside == value.inside) {
                slot.show(live.base.stored().entry(name));
            }
        }
    }
}
