package io.holdfast.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Counts what goes into a response, so that the session is saved before the container commits it. */
final class CommitWatch {

    private static final String CONTENT_LENGTH = "Content-Length";

    private final HttpServletResponse response;
    private final SessionSaver saver;
    private long contentLength = -1;
    private long written;
    private boolean full;

    CommitWatch(HttpServletResponse response, SessionSaver saver) {
        this.response = response;
        this.saver = saver;
    }

    /** Whether it is this one that it saves for. */
    boolean isOf(SessionSaver one) {
        return saver == one;
    }

    /** Before the response is committed by what is done next. */
    void committing() {
        if (!response.isCommitted()) {
            saver.beforeCommit();
        }
    }

    /** Before what is written so far leaves for the browser. */
    void flushing() {
        if (response.isCommitted()) {
            saver.beforeFlush();
        } else {
            saver.beforeCommit();
        }
    }

    /** Before so many bytes go into the container's buffer: those that fill it commit the response. */
    void writing(long bytes) {
        written += bytes;
        if (!full && (written >= response.getBufferSize() || (contentLength >= 0 && written >= contentLength))) {
            committing();
            full = true;
        }
    }

    /** Whether so much was written that the container has committed the response, or will with the next byte. */
    boolean isFull() {
        return full;
    }

    /** The container's buffer is empty again. */
    void emptied() {
        written = 0;
        full = false;
    }

    /** @param bytes after so many the response is complete; negative if that is not known */
    void expects(long bytes) {
        contentLength = bytes;
    }

    /** Looks for a header that says how many bytes there will be. */
    void header(String name, @Nullable String value) {
        if (CONTENT_LENGTH.equalsIgnoreCase(name) && value != null) {
            try {
                contentLength = Long.parseLong(value);
            } catch (NumberFormatException e) {
                contentLength = -1;
            }
        }
    }
}
