package io.holdfast.cdi.bean;

import io.holdfast.SessionAttributes;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where beans are kept.
 *
 * @param alone in which a bean is made or removed
 * @param attributes what the beans are kept as
 * @param storableCheck without it, the server's own beans too have to be storable
 */
public record BeanStore(
        Alone alone, SessionAttributes attributes, @Nullable StorableCheck storableCheck) {

    /** In which the server's own beans too have to be storable. */
    public BeanStore(Alone alone, SessionAttributes attributes) {
        this(alone, attributes, null);
    }

    /** Does work while no other thread makes or removes a bean of the same place. */
    public interface Alone {

        /** Gives what {@code work} does. */
        <T extends @Nullable Object> T run(Supplier<T> work);
    }

    /** Says whether a value could be stored. */
    public interface StorableCheck {

        /** @throws IOException if it could not be */
        void of(Object value) throws IOException;
    }
}
