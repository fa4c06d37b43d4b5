package io.holdfast.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The sessions that end in one request: their beans can be used until all who want to know have been told. */
final class EndedSessions {

    private final SessionLifecycle lifecycle;
    private final SessionListeners listeners;
    private final Queue<HoldfastHttpSession> ended = new ConcurrentLinkedQueue<>();
    private volatile @Nullable HoldfastHttpSession ending;

    EndedSessions(SessionLifecycle lifecycle, SessionListeners listeners) {
        this.lifecycle = lifecycle;
        this.listeners = listeners;
    }

    /** The one whose end is being told of, so that its beans are those of the request; null for none. */
    @Nullable
    HoldfastHttpSession ending() {
        return ending;
    }

    void announce(HoldfastHttpSession gone) {
        ended.add(gone);
        withBeansOf(gone, () -> gone.announceEnd(lifecycle, listeners));
    }

    /** When the request is over: destroys what is left of them. */
    void finish() {
        for (HoldfastHttpSession one = ended.poll(); one != null; one = ended.poll()) {
            HoldfastHttpSession gone = one;
            withBeansOf(gone, () -> {
                Calmly.tell(lifecycle, told -> told.ended(gone, gone.open()));
                Calmly.tell(lifecycle, told -> told.requestOver(gone));
            });
        }
    }

    private void withBeansOf(HoldfastHttpSession gone, Runnable work) {
        HoldfastHttpSession before = ending;
        ending = gone;
        try {
            work.run();
        } finally {
            ending = before;
        }
    }
}
