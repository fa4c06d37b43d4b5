package io.holdfast.cdi.conversation;

import io.holdfast.SessionAttributes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The beans of a transient conversation, which are gone with their request. Thread-safe. */
final class TransientBeans implements SessionAttributes {

    private final Map<String, Object> beans = new ConcurrentSkipListMap<>();

    /** Does work while no other thread makes or removes one of these beans. */
    synchronized <T extends @Nullable Object> T alone(Supplier<T> work) {
        return work.get();
    }

    @Override
    public @Nullable Object get(String name) {
        return beans.get(name);
    }

    @Override
    public void set(String name, @Nullable Object value) {
        if (value == null) {
            beans.remove(name);
        } else {
            beans.put(name, value);
        }
    }

    @Override
    public void remove(String name) {
        beans.remove(name);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(beans.keySet());
    }
}
