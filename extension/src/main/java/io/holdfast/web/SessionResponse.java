package io.holdfast.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response that saves the session before its first byte leaves for the browser, and keeps the session's cookie.
 *
 * <p>URLs are not rewritten: a session is named by its cookie only, as an id in a URL ends up in logs and bookmarks.
 */
final class SessionResponse extends HttpServletResponseWrapper {

    private static final String CONTENT_LENGTH = "Content-Length";

    private final RequestSession session;
    private long contentLength = -1;
    private long written;
    private boolean full;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    private SessionResponse(HttpServletResponse container, RequestSession session) {
        super(container);
        this.session = session;
    }

    /** The response itself where it already saves our session; else one that does. */
    static HttpServletResponse around(HttpServletResponse response, RequestSession session) {
        if (within(response, session) != null) {
            return response;
        }
        SessionResponse wrapped = new SessionResponse(response, session);
        session.answersWith(wrapped);
        return wrapped;
    }

    /** The one that saves our session, around which there may be others; null where there is none. */
    static @Nullable SessionResponse within(ServletResponse response, RequestSession session) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof SessionResponse ours && ours.session == session) {
                return ours;
            }
            inner = wrapper.getResponse();
        }
        return null;
    }

    /** The container's own. */
    HttpServletResponse bare() {
        return (HttpServletResponse) getResponse();
    }

    /** Before the response is committed by what is done next. */
    void committing() {
        if (!isCommitted()) {
            session.saver().beforeCommit();
        }
    }

    /** Before what is written so far leaves for the browser. */
    void flushing() {
        if (isCommitted()) {
            session.saver().beforeFlush();
        } else {
            session.saver().beforeCommit();
        }
    }

    /** Before so many bytes go into the container's buffer: those that fill it commit the response. */
    void writing(long bytes) {
        written += bytes;
        if (!full && (written >= getBufferSize() || (contentLength >= 0 && written >= contentLength))) {
            committing();
            full = true;
        }
    }

    /** Whether so much was written that the container has committed the response, or will with the next byte. */
    boolean isFull() {
        return full;
    }

    private void emptied() {
        written = 0;
        full = false;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream present = stream;
        if (present == null) {
            present = new SavingOutputStream(super.getOutputStream(), this);
            stream = present;
        }
        return present;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter present = writer;
        if (present == null) {
            present = SavingWriter.around(super.getWriter(), getCharacterEncoding(), this);
            writer = present;
        }
        return present;
    }

    @Override
    public void flushBuffer() throws IOException {
        flushing();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        committing();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        committing();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        committing();
        super.sendRedirect(location);
    }

    @Override
    public void reset() {
        super.reset();
        emptied();
        contentLength = -1;
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        emptied();
    }

    @Override
    public void setContentLength(int length) {
        contentLength = length;
        super.setContentLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        contentLength = length;
        super.setContentLengthLong(length);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        noteLength(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        noteLength(name, value);
        super.addHeader(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        noteLength(name, Integer.toString(value));
        super.setIntHeader(name, value);
    }

    @Override
    public void addIntHeader(String name, int value) {
        noteLength(name, Integer.toString(value));
        super.addIntHeader(name, value);
    }

    private void noteLength(String name, @Nullable String value) {
        if (CONTENT_LENGTH.equalsIgnoreCase(name) && value != null) {
            try {
                contentLength = Long.parseLong(value);
            } catch (NumberFormatException e) {
                contentLength = -1;
            }
        }
    }

    @Override
    public String encodeURL(String url) {
        return url;
    }

    @Override
    public String encodeRedirectURL(String url) {
        return url;
    }
}
