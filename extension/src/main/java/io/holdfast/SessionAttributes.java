package io.holdfast;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of one session within one unit of work. Not thread-safe. */
public interface SessionAttributes {

    /**
     * The attribute of that name, or null if there is none.
     *
     * @throws UnreadableAttributeException if its bytes cannot be read and the application asked for failure
     */
    @Nullable
    Object get(String name);

    /** As {@link #get}, for an attribute that is known to be a {@code T}; empty if there is none. */
    default <T> Optional<T> get(String name, Class<T> type) {
        return Optional.ofNullable(type.cast(get(name)));
    }

    /**
     * Sets an attribute; a null value removes it.
     *
     * @throws IllegalArgumentException if the value is not {@link java.io.Serializable}
     */
    void set(String name, @Nullable Object value);

    /** Removes an attribute, or does nothing if there is none. */
    void remove(String name);

    /** The names of all attributes at this moment. */
    Set<String> names();
}
