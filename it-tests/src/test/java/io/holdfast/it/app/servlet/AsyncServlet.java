package io.holdfast.it.app.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Goes on later, in the way that the last part of the path says. */
@WebServlet(urlPatterns = "/async/*", asyncSupported = true)
public class AsyncServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long SHORT_MILLIS = 300;

    /**
     * On a thread of nobody's, when this dispatch has long returned: Payara runs a dispatch twice, or never, that
     * another thread asks for in the moment of the return, without Holdfast too.
     */
    private static final Executor LATER = CompletableFuture.delayedExecutor(SHORT_MILLIS, TimeUnit.MILLISECONDS);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            Notes.add(request, "d");
            response.getWriter().print("dispatched");
            return;
        }
        Notes.add(request, "a");
        AsyncContext async = "/original".equals(request.getPathInfo())
                ? request.startAsync()
                : request.startAsync(request, response);
        switch (request.getPathInfo()) {
            case "/original" -> LATER.execute(async::dispatch);
            case "/same" -> async.dispatch();
            case "/elsewhere" -> LATER.execute(() -> async.dispatch("/show"));
            case "/complete" -> async.start(() -> complete(async));
            case "/timeout" -> {
                async.setTimeout(SHORT_MILLIS);
                async.addListener(new Late());
            }
            default -> throw new IllegalArgumentException(request.getPathInfo());
        }
    }

    private static void complete(AsyncContext async) {
        try {
            Notes.add((HttpServletRequest) async.getRequest(), "c");
            async.getResponse().getWriter().print("completed");
            async.complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that nobody completed the request in time. */
    private static final class Late implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            HttpServletRequest request =
                    (HttpServletRequest) event.getAsyncContext().getRequest();
            Notes.add(request, "t");
            event.getAsyncContext().getResponse().getWriter().print("timed out");
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
