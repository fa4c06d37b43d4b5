package io.holdfast.web;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.store.OpenResult;
import io.holdfast.store.OpenSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the nodes, once a request, for the session that its cookies name: of several the first that is found. Not
 * thread-safe.
 */
final class SessionLookup {

    private final List<SessionId> offered;
    private final Supplier<Function<SessionId, OpenResult>> opening;
    private final TouchThrottle touchThrottle;
    private final int defaultIdleTimeoutSeconds;

    private List<OpenSession> timedOut = List.of();
    private boolean asked;
    private boolean unknown;
    private @Nullable SessionId foundUnder;
    private volatile @Nullable OpenSession found;

    SessionLookup(
            List<SessionId> offered,
            Supplier<Function<SessionId, OpenResult>> opening,
            TouchThrottle touchThrottle,
            int defaultIdleTimeoutSeconds) {
        this.offered = offered;
        this.opening = opening;
        this.touchThrottle = touchThrottle;
        this.defaultIdleTimeoutSeconds = defaultIdleTimeoutSeconds;
    }

    /**
     * The session, or null if there certainly is none.
     *
     * @throws SessionUnavailableException if that cannot be told
     */
    @Nullable
    OpenSession find() {
        ask();
        if (unknown) {
            throw new SessionUnavailableException("Too few memcached nodes answered in time to tell whether this"
                    + " request's session exists; the browser keeps its cookie and may try again");
        }
        return found;
    }

    /** Asks the nodes, if the session would otherwise time out although its browser is active. */
    void askIfDue() {
        if (isDue()) {
            ask();
            if (found != null) {
                found.repair();
            }
        }
    }

    private boolean isDue() {
        for (int i = 0; i < offered.size(); i++) { // neither stream nor iterator: every request comes here
            if (touchThrottle.isDue(offered.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void ask() {
        if (!asked) {
            asked = true;
            if (!offered.isEmpty()) {
                Function<SessionId, OpenResult> withinOneBudget = opening.get();
                for (int i = 0; i < offered.size() && found == null; i++) {
                    ask(offered.get(i), withinOneBudget);
                }
            }
            unknown &= found == null;
        }
    }

    private void ask(SessionId id, Function<SessionId, OpenResult> withinOneBudget) {
        withinOneBudget
                .apply(id)
                .handle(
                        session -> {
                            found = session;
                            foundUnder = session.id(); // another one than the browser's if keys were rotated
                            touchThrottle.touched(id, session.idleTimeoutSeconds());
                        },
                        last -> {
                            touchThrottle.touched(id, defaultIdleTimeoutSeconds);
                            last.ifPresent(this::hasTimedOut);
                        },
                        () -> touchThrottle.touched(id, defaultIdleTimeoutSeconds),
                        () -> unknown = true);
    }

    /** The sessions that were found to have timed out since this was last asked; the caller tells the application. */
    List<OpenSession> takeTimedOut() {
        List<OpenSession> taken = timedOut;
        timedOut = List.of();
        return taken;
    }

    private void hasTimedOut(OpenSession last) {
        List<OpenSession> all = new ArrayList<>(timedOut);
        all.add(last);
        timedOut = all;
    }

    /** Lets go of what was found, though the application never asked for it, and of what it has at last. */
    void letGo(@Nullable OpenSession last) {
        OpenSession first = found;
        if (first != null) {
            first.release();
        }
        if (last != null) {
            last.release();
        }
    }

    /** Whether what was found has another id than the browser sent, and the browser is to be told. */
    boolean isUnderAnotherId() {
        return foundUnder != null && !offered.contains(foundUnder);
    }

    /** The id that the browser sent: of several the one whose session was found, else the first; null for none. */
    @Nullable
    SessionId requestedId() {
        if (offered.size() > 1) {
            ask();
        }
        if (foundUnder != null) {
            return foundUnder;
        }
        return offered.isEmpty() ? null : offered.get(0);
    }
}
