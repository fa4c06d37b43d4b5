package io.holdfast.store;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The four outcomes of asking for a session. */
public sealed interface OpenResult {

    /** The session lives. */
    record Found(OpenSession session) implements OpenResult {

        @Override
        public <T> T match(
                Function<OpenSession, T> found,
                Function<Optional<OpenSession>, T> ended,
                Supplier<T> absent,
                Supplier<T> unknown) {
            return found.apply(session);
        }
    }

    /**
     * The session has ended, by logout or by its timeout.
     *
     * @param timedOut the session as it was, if this call is the one that found it timed out and ended it: whoever gets
     *     it tells the application
     */
    record Dead(Optional<OpenSession> timedOut) implements OpenResult {

        /** Ended before, as everybody was told. */
        static final Dead SINCE_LONG = new Dead(Optional.empty());

        @Override
        public <T> T match(
                Function<OpenSession, T> found,
                Function<Optional<OpenSession>, T> ended,
                Supplier<T> absent,
                Supplier<T> unknown) {
            return ended.apply(timedOut);
        }
    }

    /** There certainly is no such session. */
    record Absent() implements OpenResult {

        @Override
        public <T> T match(
                Function<OpenSession, T> found,
                Function<Optional<OpenSession>, T> ended,
                Supplier<T> absent,
                Supplier<T> unknown) {
            return absent.get();
        }
    }

    /** Too few nodes answered to tell; never a reason to start another session. */
    record Unknown() implements OpenResult {

        @Override
        public <T> T match(
                Function<OpenSession, T> found,
                Function<Optional<OpenSession>, T> ended,
                Supplier<T> absent,
                Supplier<T> unknown) {
            return unknown.get();
        }
    }

    /**
     * Asks the function of this outcome: nobody who handles all of them can forget a new one, which Java 17's
     * {@code switch} would let pass.
     *
     * @param ended is given {@link Dead#timedOut}
     */
    <T> T match(
            Function<OpenSession, T> found,
            Function<Optional<OpenSession>, T> ended,
            Supplier<T> absent,
            Supplier<T> unknown);

    /** As {@link #match}, for what answers nothing. */
    default void handle(
            Consumer<OpenSession> found, Consumer<Optional<OpenSession>> ended, Runnable absent, Runnable unknown) {
        Runnable handling = match(
                session -> () -> found.accept(session), last -> () -> ended.accept(last), () -> absent, () -> unknown);
        handling.run();
    }
}
