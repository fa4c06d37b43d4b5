package io.holdfast.it.applications;

import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A WebSocket. */
final class Chat implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final WebSocket socket;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<String> answer = new CompletableFuture<>();

    /** Opens it by handing over who listens. */
    Chat(Function<WebSocket.Listener, WebSocket> open) {
        socket = open.apply(new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
                answer.complete(text.toString());
                heard.add(text.toString());
                return WebSocket.Listener.super.onText(from, text, isLast);
            }

            @Override
            public void onError(WebSocket from, Throwable error) {
                answer.completeExceptionally(error);
            }
        });
    }

    /** Waits until such words have been heard, in one message or several. */
    void awaitHeard(String words) {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(words) < 0) {
            all.append(next());
        }
    }

    private String next() {
        try {
            return Objects.requireNonNull(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no message came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For one that answers each message with one. */
    String say(String message) {
        CompletableFuture<String> expected = new CompletableFuture<>();
        answer = expected;
        socket.sendText(message, true).join();
        return expected.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
