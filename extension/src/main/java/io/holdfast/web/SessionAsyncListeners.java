package io.holdfast.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The one listener that the container has of an asynchronous cycle; it calls the application's, and itself comes last.
 */
final class SessionAsyncListeners implements AsyncListener {

    private final SessionAsyncContext.Request request;
    private final SessionAsyncContext cycle;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private record Entry(
            AsyncListener listener,
            @Nullable ServletRequest request,
            @Nullable ServletResponse response) {}

    @FunctionalInterface
    private interface Call {
        void on(AsyncListener listener, AsyncEvent event) throws IOException;
    }

    SessionAsyncListeners(SessionAsyncContext.Request request, SessionAsyncContext cycle) {
        this.request = request;
        this.cycle = cycle;
    }

    void add(AsyncListener listener, @Nullable ServletRequest request, @Nullable ServletResponse response) {
        entries.add(new Entry(listener, request, response));
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        SessionAsyncContext next = request.async();
        if (next != null && next != cycle) {
            next.attach(event.getAsyncContext());
            tell(next, event, AsyncListener::onStartAsync);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        request.runBound(() -> {
            tell(cycle, event, AsyncListener::onComplete);
            request.completed(cycle);
        });
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        tellAndSave(event, AsyncListener::onTimeout);
    }

    @Override
    public void onError(AsyncEvent event) {
        tellAndSave(event, AsyncListener::onError);
    }

    /** If nobody answers now the container does, and the browser's next request may be there before the completion. */
    private void tellAndSave(AsyncEvent event, Call call) {
        request.runBound(() -> {
            tell(cycle, event, call);
            request.saveLate();
        });
    }

    private void tell(SessionAsyncContext context, AsyncEvent event, Call call) {
        for (Entry entry : entries) {
            AsyncEvent seen = context.seenBy(event, entry.request, entry.response);
            ListenerCalls.notifySafely(entry.listener, listener -> {
                try {
                    call.on(listener, seen);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
