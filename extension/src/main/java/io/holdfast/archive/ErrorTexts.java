package io.holdfast.archive;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what went wrong. Not the exception itself: drivers name the row that they could not write, and with
 * it the session, anywhere in the chain of causes.
 */
final class ErrorTexts {

    private static final int MOST_CAUSES = 6;

    private ErrorTexts() {}

    /** The chain of causes, without the {@code keys} of the sessions it was about. */
    static String describe(Throwable fault, Collection<String> keys) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable cause = fault;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            text.append(i == 0 ? "" : ", caused by ").append(cause.getClass().getSimpleName());
            if (cause.getMessage() != null) {
                text.append(": ").append(cause.getMessage());
            }
            cause = cause.getCause();
        }
        String line = text.toString();
        for (String key : keys) {
            line = line.replace(key, "(a session)");
        }
        return line;
    }
}
