package io.holdfast.store;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.session.Tries;
import io.holdfast.session.UnstorableValueException;
import io.holdfast.session.ValueCodec;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one unit of work, as objects where they were touched and as bytes where not. Thread-safe, for a
 * request may have several threads.
 */
final class AttributeTable {

    private static final System.Logger LOG = System.getLogger(AttributeTable.class.getName());

    private static final int TRIAL_TRIES = 5; // while a save tries

    private final AttributeReader reader;
    private final Map<String, Slot> slots = new TreeMap<>();
    private AttributeListener listener = new AttributeListener() {};

    /** One attribute: its bytes as stored, if any, and its object, if it was touched. */
    private static final class Slot {
        private byte @Nullable [] stored;
        private @Nullable Object value;
        private boolean decoded;
        private boolean changed;

        /** Gives up an object that cannot be stored: kept, it would fail every later save too. */
        void detach() {
            value = null;
            decoded = false;
            changed = false;
        }

        boolean isPresent() {
            return changed ? value != null : stored != null;
        }
    }

    AttributeTable(AttributeReader reader, Map<String, StoredValue> stored) {
        this.reader = reader;
        stored.forEach((name, value) -> {
            if (value instanceof StoredValue.Present present) {
                slot(name).stored = present.bytes();
            }
        });
    }

    synchronized void listen(AttributeListener attributeListener) {
        this.listener = attributeListener;
    }

    private Slot slot(String name) {
        return slots.computeIfAbsent(name, none -> new Slot());
    }

    synchronized @Nullable Object get(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            return null;
        }
        byte[] stored = slot.stored;
        if (!slot.changed && !slot.decoded && stored != null) {
            Object value = reader.read(name, stored);
            slot.decoded = true;
            slot.value = value;
            if (value != null) {
                listener.decoded(name, value);
            }
        }
        return slot.value;
    }

    /** A null value removes. */
    synchronized void set(String name, @Nullable Object value) {
        Slot slot = slot(name);
        slot.value = value;
        slot.changed = true;
    }

    synchronized Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        slots.forEach((name, slot) -> {
            if (slot.isPresent()) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * What has changed since the last save, including inside of values that were only read.
     *
     * @throws AttributeNotSerializableException names the attribute, what cannot be stored or would not be read back,
     *     and what to do; that object is no longer the attribute's value then, which is what is stored
     */
    synchronized Map<String, StoredValue> changes(Supplier<Stamp> stamps, Tries tries) {
        Map<String, StoredValue> changes = new TreeMap<>();
        slots.forEach((name, slot) -> {
            Object value = slot.value;
            if (value == null) {
                if (slot.changed && slot.stored != null) {
                    changes.put(name, new StoredValue.Removed(stamps.get()));
                }
            } else if (slot.changed || !Immutables.isImmutable(value)) {
                byte[] bytes = encode(name, slot, value, tries);
                if (bytes != slot.stored) {
                    changes.put(name, new StoredValue.Present(stamps.get(), bytes));
                }
            }
        });
        return changes;
    }

    private byte[] encode(String name, Slot slot, Object value, Tries tries) {
        listener.encoding(name, value);
        try {
            ValueCodec codec = reader.codec(name);
            return Immutables.isImmutable(value)
                    ? codec.encode(value, slot.stored)
                    : codec.encode(value, slot.stored, tries);
        } catch (UnstorableValueException e) {
            slot.detach();
            LOG.log(System.Logger.Level.DEBUG, "An attribute cannot be stored, with the words of its classes", e);
            throw new AttributeNotSerializableException(
                    cannotBeStored(name, e) + ". Nothing of this request's changes to the session was saved.");
        }
    }

    private static String cannotBeStored(String name, UnstorableValueException why) {
        return "Attribute \"" + AttributeNames.bare(name) + "\" cannot be stored in the session: " + why.getMessage();
    }

    void requireStorable(Object value) throws IOException {
        reader.codec(AttributeNames.BEAN).tryOut(value, made -> made < TRIAL_TRIES);
    }

    /** @throws IllegalArgumentException as {@link OpenSession#check} */
    void check(String name, Object value) {
        try {
            reader.codec(name).check(value);
        } catch (UnstorableValueException e) {
            throw new IllegalArgumentException(cannotBeStored(name, e) + ". It is as it was before.", e);
        }
    }

    /** Takes note that {@code changes} are on the nodes now. */
    synchronized void saved(Map<String, StoredValue> changes) {
        changes.forEach((name, change) -> {
            Slot slot = slot(name);
            slot.stored = change instanceof StoredValue.Present present ? present.bytes() : null;
        });
        slots.values().forEach(slot -> {
            slot.decoded |= slot.changed;
            slot.changed = false;
        });
    }
}
