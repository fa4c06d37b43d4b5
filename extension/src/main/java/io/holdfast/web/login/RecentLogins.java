package io.holdfast.web.login;

import io.holdfast.SessionId;
import io.holdfast.bounded.BoundedMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The marks of logins that this process has lately met in sessions, if the container has no session in which parallel
 * requests could agree on one. Bounded: requests so far apart are not parallel. Thread-safe.
 */
public final class RecentLogins {

    static final int MAX = 1_000;

    private final Map<SessionId, String> marks = BoundedMap.byAge(MAX);

    /** As {@link ContainerSession#setUnless}, by the id that a session has before its login gives it another. */
    synchronized @Nullable String setUnless(SessionId before, Predicate<String> willDo, String fresh) {
        String present = marks.get(before);
        if (present != null && willDo.test(present)) {
            return present;
        }
        marks.put(before, fresh);
        return null;
    }
}
