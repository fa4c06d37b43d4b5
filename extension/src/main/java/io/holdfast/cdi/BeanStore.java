package io.holdfast.cdi;

import io.holdfast.SessionAttributes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where beans are kept.
 *
 * @param alone in which a bean is made or removed
 * @param attributes what the beans are kept as
 * @param storableCheck without it, the server's own beans too have to be storable
 */
record BeanStore(Alone alone, SessionAttributes attributes, StoredBean.@Nullable StorableCheck storableCheck) {

    /** In which the server's own beans too have to be storable. */
    BeanStore(Alone alone, SessionAttributes attributes) {
        this(alone, attributes, null);
    }

    /** Does work while no other thread makes or removes a bean of the same place. */
    interface Alone {
        <T extends @Nullable Object> T run(Supplier<T> work);
    }
}
