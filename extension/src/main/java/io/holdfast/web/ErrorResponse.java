package io.holdfast.web;

import io.holdfast.SessionConflictException;
import io.holdfast.SessionException;
import io.holdfast.SessionUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request whose session could not be read or saved: 503 if trying again may help, else 500. Why, only
 * the log tells: it may hold names, settings and values of the application. Thread-safe.
 *
 * <p>The 503 is written directly, as an error page of the application's would most likely ask for the session again.
 */
final class ErrorResponse {

    private static final System.Logger LOG = System.getLogger(ErrorResponse.class.getName());

    private static final int MAX_CAUSES = 16;

    /** A node that can answer again is in use after this time; not all are to come back at once. */
    private static final int RETRY_AFTER_SECONDS = 2;

    private static final int RETRY_AFTER_AT_MOST = 4;

    private static final String UNAVAILABLE = "Your session cannot be reached at the moment. Please try again.";

    private final RandomGenerator random;

    ErrorResponse(RandomGenerator random) {
        this.random = random;
    }

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

    /**
     * Replaces whatever the response holds; it must not be committed.
     *
     * @param byErrorPage whether a 500 may be an error page of the application's, or else of the container's
     */
    void answer(HttpServletResponse response, SessionException why, boolean byErrorPage) {
        response.reset();
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (why instanceof SessionUnavailableException || why instanceof SessionConflictException) {
            LOG.log(System.Logger.Level.DEBUG, "A request was refused for its session", why);
            int seconds = random.nextInt(RETRY_AFTER_SECONDS, RETRY_AFTER_AT_MOST + 1);
            response.setIntHeader("Retry-After", seconds);
            write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, UNAVAILABLE);
        } else {
            String text = "Your session could not be saved. Reference: " + reference(why);
            if (!byErrorPage || !isSentAsError(response, text)) {
                write(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, text);
            }
        }
    }

    /** By which whoever sees the page finds the reason in the log. */
    private String reference(SessionException why) {
        String reference = HexFormat.of().toHexDigits(random.nextInt());
        // the stack is the filter's, and who may fill a session fills the log
        LOG.log(
                System.Logger.Level.ERROR,
                "A request was refused for its session, reference {0}: {1}",
                reference,
                String.valueOf(why.getMessage()));
        return reference;
    }

    /** Undertow runs the error page in here, others when the request comes back to them. */
    private static boolean isSentAsError(HttpServletResponse response, String text) {
        try {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, text);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The error page for 500 failed", e);
            if (response.isCommitted()) {
                return true;
            }
            response.resetBuffer();
            return false;
        }
    }

    private static void write(HttpServletResponse response, int status, String text) {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        String line = text + "\n";
        try {
            response.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException e) {
            writeAsText(response, line);
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
