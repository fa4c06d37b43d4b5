package io.holdfast.store;

import io.holdfast.SessionConflictException;
import io.holdfast.SessionUnavailableException;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of writing a record to its owners. */
sealed interface SaveOutcome {

    /**
     * It is stored.
     *
     * @param record what was stored, which is what was wanted and what was found meanwhile
     * @param copies how many nodes acknowledged it; 0 if none is left and the archive has it
     */
    record Stored(Live record, int copies) implements SaveOutcome {

        @Override
        public <T> T match(
                Function<Stored, T> stored, Function<Ended, T> ended, Supplier<T> contended, Supplier<T> unknown) {
            return stored.apply(this);
        }
    }

    /**
     * There is no such session under its key any more.
     *
     * @param tombstone what stands for it, and was spread
     */
    record Ended(Tombstone tombstone) implements SaveOutcome {

        @Override
        public <T> T match(
                Function<Stored, T> stored, Function<Ended, T> ended, Supplier<T> contended, Supplier<T> unknown) {
            return ended.apply(this);
        }
    }

    /** Others changed the session at every attempt. */
    record Contended() implements SaveOutcome {

        @Override
        public <T> T match(
                Function<Stored, T> stored, Function<Ended, T> ended, Supplier<T> contended, Supplier<T> unknown) {
            return contended.get();
        }
    }

    /** No node acknowledged it; it may be stored all the same. */
    record NoAcknowledgement() implements SaveOutcome {

        @Override
        public <T> T match(
                Function<Stored, T> stored, Function<Ended, T> ended, Supplier<T> contended, Supplier<T> unknown) {
            return unknown.get();
        }
    }

    /**
     * Asks the function of this kind: nobody who handles all kinds can forget a new one, which Java 17's {@code switch}
     * would let pass.
     *
     * @param unknown if no node acknowledged it
     */
    <T> T match(Function<Stored, T> stored, Function<Ended, T> ended, Supplier<T> contended, Supplier<T> unknown);

    /** As {@link #match}, for what answers nothing. */
    default void handle(Consumer<Stored> stored, Consumer<Ended> ended, Runnable contended, Runnable unknown) {
        Runnable handling = match(
                done -> () -> stored.accept(done), gone -> () -> ended.accept(gone), () -> contended, () -> unknown);
        handling.run();
    }

    /** Whether it is known what became of it. */
    default boolean isKnown() {
        return match(stored -> true, ended -> true, () -> false, () -> false);
    }

    /** @throws io.holdfast.SessionException unless it is stored or its session has ended */
    default void throwUnlessKnown() {
        match(
                stored -> true,
                ended -> true,
                () -> {
                    throw new SessionConflictException(
                            "The session was changed by others at every attempt to save it; this request's changes"
                                    + " may be missing. Fewer parallel changes, or SessionStore.update, help.");
                },
                () -> {
                    throw new SessionUnavailableException("The session could not be saved: no node answered in time."
                            + " It is unknown whether this request's changes are stored.");
                });
    }
}
