package io.holdfast;

import java.time.Instant;

/**
 * What happened to the nodes or to copies of sessions, as this process saw it; fired as a CDI event of its own type.
 * Immutable, and without anything that tells of which session it speaks.
 *
 * <p>Observers are called one after another on a background thread, with no request and no session, and may be slow or
 * throw: nothing waits for them. If they do not keep up, events are dropped and counted in
 * {@link SessionStore.Statistics#droppedEvents}.
 */
public sealed interface HoldfastEvent
        permits NodeWentDown,
                NodeCameBack,
                NodeRefilled,
                SessionRepaired,
                SessionRestored,
                SessionUnreadable,
                CopiesEvicted {

    /** When it happened, by this process's clock. */
    Instant when();
}
