package io.holdfast.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What saving values that other threads changed meanwhile came to, for each kind of value. Not thread-safe. */
public final class TornFindings {

    private static final int MOST = 20;

    private final Map<Changing, int[]> counts = new LinkedHashMap<>();
    private final List<String> bad = new ArrayList<>();
    private final List<String> refusedThoughSafe = new ArrayList<>();
    private final Map<String, Integer> badOf = new TreeMap<>();
    private final Map<String, Integer> refusedOf = new TreeMap<>();

    private int[] of(Changing kind) {
        return counts.computeIfAbsent(kind, none -> new int[2]);
    }

    public void acknowledged(Changing kind) {
        of(kind)[0]++;
    }

    /** @param message that the request was refused with */
    public void refused(Changing kind, String message) {
        of(kind)[1]++;
        if (kind.isSafe()) {
            refusedThoughSafe.add(kind + ": " + message);
        }
        refusedOf.merge(kind.name(), 1, Integer::sum);
    }

    /** @param fault as from {@link Changing#faultOf} */
    public void found(Changing kind, String fault) {
        if (!fault.isEmpty()) {
            if (bad.size() < MOST) {
                bad.add(kind + ": " + fault);
            }
            badOf.merge(kind.name(), 1, Integer::sum);
        }
    }

    /** The first of those that were acknowledged and are not whole. */
    public List<String> bad() {
        return bad;
    }

    /** Why values made for several threads were refused all the same. */
    public List<String> refusedThoughSafe() {
        return refusedThoughSafe;
    }

    private static int sum(Map<String, Integer> found) {
        return found.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d kinds: %d saves acknowledged, %d of these not whole %s, %d refused %s",
                counts.size(),
                counts.values().stream().mapToInt(outcomes -> outcomes[0]).sum(),
                sum(badOf),
                badOf,
                sum(refusedOf),
                refusedOf);
    }
}
