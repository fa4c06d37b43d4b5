package io.holdfast.cdi;

import org.jspecify.annotations.Nullable;

/** One request's turn in the conversation that it names. Thread-safe. */
final class RequestTurn {

    private final Turns turns;
    private Turns.@Nullable Key held;

    RequestTurn(Turns turns) {
        this.turns = turns;
    }

    /**
     * Whether the request has it by now, for which it may wait.
     *
     * @param session as the browser named it; null where it did not, and then nobody else can ask for the conversation
     */
    synchronized boolean take(@Nullable String session, String conversation) {
        if (held != null || session == null) {
            return true;
        }
        Turns.Key key = new Turns.Key(session, conversation);
        if (turns.take(key)) {
            held = key;
            return true;
        }
        return false;
    }

    /** Lets another request have it; does nothing where this one does not. */
    synchronized void giveBack() {
        Turns.Key key = held;
        held = null;
        if (key != null) {
            turns.giveBack(key);
        }
    }
}
