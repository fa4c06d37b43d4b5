package io.holdfast.web;

import java.util.function.Consumer;

/** Calls the application's listeners so that one that throws stops nothing, as containers do. */
final class ListenerCalls {

    private static final System.Logger LOG = System.getLogger(ListenerCalls.class.getName());

    private ListenerCalls() {}

    static <T> void notifySafely(T listener, Consumer<T> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Listener " + listener.getClass().getName() + " failed; the request goes on",
                    e);
        }
    }
}
