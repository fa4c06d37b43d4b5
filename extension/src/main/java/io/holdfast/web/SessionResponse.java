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

    private final CommitWatch watch;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    /** @param saver of the session that is to be saved */
    SessionResponse(HttpServletResponse container, SessionSaver saver) {
        super(container);
        this.watch = new CommitWatch(this, saver);
    }

    /** The one that saves for this saver, around which there may be others; null if there is none. */
    static @Nullable SessionResponse within(ServletResponse response, SessionSaver saver) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof SessionResponse ours && ours.watch.isOf(saver)) {
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

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream present = stream;
        if (present == null) {
            present = new SavingOutputStream(super.getOutputStream(), watch);
            stream = present;
        }
        return present;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter present = writer;
        if (present == null) {
            present = SavingWriter.around(super.getWriter(), getCharacterEncoding(), watch);
            writer = present;
        }
        return present;
    }

    @Override
    public void flushBuffer() throws IOException {
        watch.flushing();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        watch.committing();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        watch.committing();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        watch.committing();
        super.sendRedirect(location);
    }

    @Override
    public void reset() {
        super.reset();
        watch.emptied();
        watch.expects(-1);
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        watch.emptied();
    }

    @Override
    public void setContentLength(int length) {
        watch.expects(length);
        super.setContentLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        watch.expects(length);
        super.setContentLengthLong(length);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        watch.header(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        watch.header(name, value);
        super.addHeader(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        watch.header(name, Integer.toString(value));
        super.setIntHeader(name, value);
    }

    @Override
    public void addIntHeader(String name, int value) {
        watch.header(name, Integer.toString(value));
        super.addIntHeader(name, value);
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
