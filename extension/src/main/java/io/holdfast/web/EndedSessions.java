package io.holdfast.web;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The sessions that end in one request: their beans can be used until all who want to know have been told. */
final class EndedSessions {

    private final SessionLifecycle lifecycle;
    private final SessionListeners listeners;
    private @Nullable Queue<SessionInHand> ended; // of few requests any; guarded by this
    private volatile @Nullable SessionInHand ending;

    EndedSessions(SessionLifecycle lifecycle, SessionListeners listeners) {
        this.lifecycle = lifecycle;
        this.listeners = listeners;
    }

    /** The one whose end is being told of, so that its beans are those of the request; null for none. */
    @Nullable
    SessionInHand ending() {
        return ending;
    }

    /** Once, though two requests have ended it at the same time. */
    void announce(SessionInHand gone) {
        if (!gone.session().isFirstToTell()) {
            return;
        }
        add(gone);
        withBeansOf(gone, () -> gone.session().announceEnd(gone.open(), lifecycle, listeners));
    }

    /** When the request is over: destroys what is left of them. */
    void finish() {
        for (SessionInHand one = next(); one != null; one = next()) {
            SessionInHand gone = one;
            withBeansOf(gone, () -> {
                ListenerCalls.notifySafely(lifecycle, told -> told.ended(gone.session(), gone.open()));
                ListenerCalls.notifySafely(lifecycle, told -> told.requestOver(gone.session()));
            });
            gone.open().release();
        }
    }

    private synchronized void add(SessionInHand gone) {
        if (ended == null) {
            ended = new ArrayDeque<>(1);
        }
        ended.add(gone);
    }

    private synchronized @Nullable SessionInHand next() {
        return ended == null ? null : ended.poll();
    }

    private void withBeansOf(SessionInHand gone, Runnable work) {
        SessionInHand before = ending;
        ending = gone;
        try {
            work.run();
        } finally {
            ending = before;
        }
    }
}
