package io.holdfast.web;

import java.util.function.Consumer;

/** Calls the application's listeners so that one that throws stops nothing, as containers do. */
final class Calmly {

    private static final System.Logger LOG = System.getLogger(Calmly.class.getName());

    private Calmly() {}

    static <T> void tell(T listener, Consumer<T> event) {
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
