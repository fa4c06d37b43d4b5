package io.holdfast.session;

import java.io.ObjectInputFilter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What may be deserialised: classes of the application's archives, the JDK's plain value types, and what is listed
 * besides; everything else is refused before it is instantiated. Thread-safe.
 *
 * <p>An allow-list because a list of known dangers is always behind. An application's class is one whose class loader
 * is the application's; which packages it has need not be written anywhere.
 */
public final class SerialFilter {

    private final Set<ClassLoader> applicationLoaders;
    private final ObjectInputFilter listed;
    private final Limits limits;
    private final Set<Class<?>> allowed = ConcurrentHashMap.newKeySet();

    /**
     * Bounds of one attribute's object graph.
     *
     * @param depth of nesting
     * @param references objects in it
     * @param bytes of its serialised form; also the bound of an array's length
     */
    public record Limits(long depth, long references, long bytes) {}

    /**
     * @param applicationLoaders the loaders of the application's archives
     * @param patterns further classes, each as in {@link ObjectInputFilter.Config#createFilter}
     */
    public SerialFilter(Set<ClassLoader> applicationLoaders, Collection<String> patterns, Limits limits) {
        this.applicationLoaders = Set.copyOf(applicationLoaders);
        List<String> all = Stream.concat(patterns.stream(), JdkValueTypes.PATTERNS.stream())
                .toList();
        this.listed = ObjectInputFilter.Config.createFilter(String.join(";", all));
        this.limits = limits;
    }

    /** The verdict on one class or on the size of the graph so far. */
    ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > limits.depth
                || info.references() > limits.references
                || info.streamBytes() > limits.bytes
                || info.arrayLength() > limits.bytes) {
            return ObjectInputFilter.Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return type.isPrimitive() || isAllowed(type) ? ALLOWED : ObjectInputFilter.Status.REJECTED;
    }

    private boolean isAllowed(Class<?> type) {
        if (allowed.contains(type)) {
            return true;
        }
        boolean isAllowed = isApplications(type)
                || JdkValueTypes.isEnumOrThrowable(type)
                || listed.checkInput(new OfClass(type)) == ALLOWED;
        if (isAllowed) {
            allowed.add(type);
        }
        return isAllowed;
    }

    Limits limits() {
        return limits;
    }

    private static final ObjectInputFilter.Status ALLOWED = ObjectInputFilter.Status.ALLOWED;

    private boolean isApplications(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && applicationLoaders.contains(loader);
    }

    private record OfClass(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
