package io.holdfast.bounded;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of so many entries at most: each beyond that takes the place of the eldest. Not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    private BoundedMap(int most, boolean isByUse) {
        super(16, 0.75f, isByUse);
        this.most = most;
    }

    /** The eldest is the one that was neither put nor asked for since the others were: an LRU cache. */
    public static <K, V> Map<K, V> byUse(int most) {
        return new BoundedMap<>(most, true);
    }

    /**
     * The eldest is the one whose key came first; one that is put again keeps its place unless it is removed before.
     */
    public static <K, V> Map<K, V> byAge(int most) {
        return new BoundedMap<>(most, false);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
