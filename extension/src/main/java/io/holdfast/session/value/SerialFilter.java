package io.holdfast.session.value;

import java.util.Collection;
import java.util.Set;

/** What may be deserialised: which classes, and how much of them. Immutable. */
public final class SerialFilter {

    private final AllowedClasses classes;
    private final Limits limits;

    /**
     * Bounds of one attribute's object graph.
     *
     * @param depth of nesting
     * @param references objects in it
     * @param bytes of its serialised form; also the bound of what all arrays and tables in it have together
     */
    public record Limits(long depth, long references, long bytes) {

        /** Of the default 100,000: what a busy core does in a third of a second. Real graphs need one or two a key. */
        private static final long HASHING_PER_REFERENCE = 200;

        /** How much the keys of its hash tables may cost, in the units of {@link KeyCosts}. */
        long hashing() {
            return references * HASHING_PER_REFERENCE;
        }
    }

    /** Of these classes, within these limits. */
    public SerialFilter(AllowedClasses classes, Limits limits) {
        this.classes = classes;
        this.limits = limits;
    }

    /** Of the classes that {@link AllowedClasses#listed} says. */
    public SerialFilter(Set<ClassLoader> applicationLoaders, Collection<String> patterns, Limits limits) {
        this(AllowedClasses.listed(applicationLoaders, patterns), limits);
    }

    /** The same limits for strings and lists of them only. */
    SerialFilter ofTexts() {
        return new SerialFilter(AllowedClasses.ofTexts(), limits);
    }

    AllowedClasses classes() {
        return classes;
    }

    Limits limits() {
        return limits;
    }
}
