package io.holdfast.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what nobody announces: the state of another process, of a thread or of a server. */
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(10);

    /**
     * Exempt from the ban on sleeping: a condition that is asked again without a pause takes a core from who is to meet
     * it.
     */
    private @interface Parks {}

    private Eventually() {}

    /** @throws AssertionError naming {@code what}, if the condition does not hold within the limit */
    public static void await(String what, Duration limit, BooleanSupplier condition) {
        answer(what, limit, condition::getAsBoolean, holds -> holds);
    }

    /**
     * Asks until the answer is as wanted, and returns that one.
     *
     * @throws AssertionError naming {@code what} and the last answer, if none is as wanted within the limit
     */
    public static <T> T answer(String what, Duration limit, Supplier<T> question, Predicate<? super T> wanted) {
        long begin = System.nanoTime();
        T answer = question.get();
        while (!wanted.test(answer)) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new AssertionError("waited " + limit + " for: " + what + "; at last: " + answer);
            }
            pause(what);
            answer = question.get();
        }
        return answer;
    }

    @Parks
    private static void pause(String what) {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting for: " + what);
        }
    }
}
