package io.holdfast.cdi;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The class loaders of the application's archives, as far as they are known by now. Thread-safe. */
final class ApplicationLoaders {

    private final List<ClassLoader> loaders = new CopyOnWriteArrayList<>();

    ApplicationLoaders(ClassLoader first) {
        loaders.add(first);
    }

    void add(ClassLoader loader) {
        if (!loaders.contains(loader)) {
            loaders.add(loader);
        }
    }

    boolean areOf(Class<?> type) {
        return loaders.contains(type.getClassLoader());
    }

    Set<ClassLoader> all() {
        return Set.copyOf(loaders);
    }
}
