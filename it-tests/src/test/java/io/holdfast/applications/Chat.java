package io.holdfast.applications;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A WebSocket that answers each message with one. */
final class Chat implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final WebSocket socket;
    private volatile CompletableFuture<String> answer = new CompletableFuture<>();

    /** Opens it by handing over who listens. */
    Chat(Function<WebSocket.Listener, WebSocket> open) {
        socket = open.apply(new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
                answer.complete(text.toString());
                return WebSocket.Listener.super.onText(from, text, isLast);
            }

            @Override
            public void onError(WebSocket from, Throwable error) {
                answer.completeExceptionally(error);
            }
        });
    }

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
