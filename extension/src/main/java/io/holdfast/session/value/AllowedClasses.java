package io.holdfast.session.value;

import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Which classes attributes may be made of. Thread-safe. */
public final class AllowedClasses {

    private final Predicate<Class<?>> rule;
    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();

    private AllowedClasses(Predicate<Class<?>> rule) {
        this.rule = rule;
    }

    /**
     * Every class that the application can load, less the {@link KnownDangers}: for bytes that are known to be our own.
     *
     * @param patterns what is allowed all the same, each as in {@link ObjectInputFilter.Config#createFilter}
     */
    public static AllowedClasses any(Collection<String> patterns) {
        Patterns listed = new Patterns(patterns);
        return new AllowedClasses(type -> switch (listed.verdictOn(type)) {
            case ALLOWED -> true;
            case REJECTED -> false;
            case UNDECIDED -> !KnownDangers.include(type);
        });
    }

    /**
     * The classes of the application's archives, the JDK's plain value types and what is listed besides, for bytes that
     * somebody else may have written; an application's known dangers count as listed only by name.
     *
     * @param applicationLoaders the loaders of those archives: which packages they have need not be written anywhere
     * @param patterns further classes, each as in {@link ObjectInputFilter.Config#createFilter}
     */
    public static AllowedClasses listed(Set<ClassLoader> applicationLoaders, Collection<String> patterns) {
        Set<ClassLoader> loaders = Set.copyOf(applicationLoaders);
        List<String> all = new ArrayList<>(patterns);
        all.addAll(JdkValueTypes.PATTERNS);
        Patterns listed = new Patterns(all);
        return new AllowedClasses(type -> listed.verdictOn(type) == ObjectInputFilter.Status.ALLOWED
                || JdkValueTypes.isEnumOrThrowable(type)
                || (isOf(loaders, type) && !KnownDangers.include(type)));
    }

    /** Strings and lists of them, and nothing else. */
    static AllowedClasses ofTexts() {
        return new AllowedClasses(Set.of(String.class, java.util.ArrayList.class, Object.class)::contains);
    }

    /** Whether objects of {@code type}, or of an array of it, may be made while an attribute is read. */
    boolean contain(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.isPrimitive() || known.contains(element)) {
            return true;
        }
        boolean isAllowed = rule.test(element);
        if (isAllowed) {
            known.add(element);
        }
        return isAllowed;
    }

    private static boolean isOf(Set<ClassLoader> loaders, Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && loaders.contains(loader);
    }
}
