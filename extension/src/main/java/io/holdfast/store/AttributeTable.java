package io.holdfast.store;

import io.holdfast.session.Stamp;
import io.holdfast.session.value.UnstorableValueException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session's attributes as one unit of work has them. Thread-safe, for a request may have several threads. */
final class AttributeTable {

    private static final int TRIAL_TRIES = 5; // while a save tries

    private final LiveTable live;
    private final Hands hands;
    private final Supplier<Stamp> stamps;

    AttributeTable(LiveTable live, Hands hands, Supplier<Stamp> stamps) {
        this.live = live;
        this.hands = hands;
        this.stamps = stamps;
    }

    @Nullable
    Object get(String name) {
        return live.get(hands, name);
    }

    /** A null value removes. */
    void set(String name, @Nullable Object value) {
        live.set(hands, name, value, stamps);
    }

    Set<String> names() {
        return live.names(hands);
    }

    void requireStorable(Object value) throws IOException {
        live.reader().codec(AttributeKinds.BEAN).tryOut(value, made -> made < TRIAL_TRIES);
    }

    /** @throws IllegalArgumentException as {@link OpenSession#check} */
    void check(String name, Object value) {
        try {
            live.reader().codec(name).check(value);
        } catch (UnstorableValueException e) {
            throw new IllegalArgumentException(
                    AttributeReader.cannotBeStored(name, e) + ". It is as it was before.", e);
        }
    }
}
