package io.holdfast.web;

import io.holdfast.store.OpenSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * One request's hold on its session, the same for all its dispatches; bound to the thread by the filter while a
 * dispatch runs. The session is opened on first use.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RequestSession {

    /** That of the dispatch running on this thread, or null where there is none. */
    public static @Nullable RequestSession current() {
        throw new UnsupportedOperationException();
    }

    /** The request as the application sees it. */
    public HttpServletRequest request() {
        throw new UnsupportedOperationException();
    }

    /** As {@code HttpServletRequest.getSession(create)}. */
    public @Nullable HttpSession httpSession(boolean create) {
        throw new UnsupportedOperationException();
    }

    /** The unit of work behind {@link #httpSession}. */
    public @Nullable OpenSession openSession(boolean create) {
        throw new UnsupportedOperationException();
    }
}
