package io.holdfast.store;

import java.util.function.Consumer;

/** Tells of sessions whose end no request saw. Thread-safe. */
final class TimedOutSessions {

    private volatile Consumer<OpenSession> listener = session -> {};

    void listen(Consumer<OpenSession> other) {
        listener = other;
    }

    void tell(OpenSession last) {
        listener.accept(last);
    }
}
