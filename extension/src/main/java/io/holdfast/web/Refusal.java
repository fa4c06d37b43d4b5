package io.holdfast.web;

import io.holdfast.SessionConflictException;
import io.holdfast.SessionException;
import io.holdfast.SessionUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request whose session could not be read or saved: 503 where trying again may help, else 500. Written
 * directly, as an error page of the application's would most likely ask for the session again.
 */
final class Refusal {

    private static final System.Logger LOG = System.getLogger(Refusal.class.getName());

    private static final int MAX_CAUSES = 16;

    /** A node that can answer again is in use after this time. */
    private static final int RETRY_AFTER_SECONDS = 2;

    private Refusal() {}

    /** What says that the session is unavailable, among the causes of what came out of the application; or null. */
    static @Nullable SessionException unavailableIn(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof SessionUnavailableException unavailable) {
                return unavailable;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Replaces whatever the response holds; it must not be committed. */
    static void answer(HttpServletResponse response, SessionException why) {
        boolean passing = why instanceof SessionUnavailableException || why instanceof SessionConflictException;
        LOG.log(
                passing ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                "A request was refused for its session: {0}",
                String.valueOf(
                        why.getMessage())); // the stack is the filter's, and who may fill a session fills the log
        response.reset();
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=UTF-8");
        if (passing) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
            write(response, "Your session cannot be reached at the moment. Please try again.\n");
        } else {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            write(response, "Your session could not be saved: " + why.getMessage() + "\n");
        }
    }

    private static void write(HttpServletResponse response, String text) {
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException e) {
            writeAsText(response, text);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The browser has gone", e);
        }
    }

    // for a container whose reset() does not forget that the application took the writer
    private static void writeAsText(HttpServletResponse response, String text) {
        try {
            response.getWriter().write(text);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The browser has gone", e);
        }
    }
}
