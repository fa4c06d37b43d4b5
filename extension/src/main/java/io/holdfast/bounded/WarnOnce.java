package io.holdfast.bounded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which findings the log has already: each once, and of too many no more. Thread-safe. */
public final class WarnOnce {

    private final int most;
    private final Set<Object> reported = ConcurrentHashMap.newKeySet();

    /** @param most findings; the bound holds about, if threads race */
    public WarnOnce(int most) {
        this.most = most;
    }

    /** Whether it is to be logged; true once for equal findings. */
    public boolean isNew(Object finding) {
        return reported.size() < most && reported.add(finding);
    }
}
