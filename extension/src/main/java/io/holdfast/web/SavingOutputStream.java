package io.holdfast.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Writes to the container's stream, saving the session before the response is committed by that. */
final class SavingOutputStream extends ServletOutputStream {

    private final ServletOutputStream container;
    private final CommitWatch response;
    private volatile boolean nonBlocking;

    SavingOutputStream(ServletOutputStream container, CommitWatch response) {
        this.container = container;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        response.writing(1);
        container.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        response.writing(length);
        container.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        if (!nonBlocking) {
            response.flushing();
        }
        container.flush();
    }

    @Override
    public void close() throws IOException {
        response.committing();
        container.close();
    }

    @Override
    public boolean isReady() {
        return container.isReady();
    }

    /** Saves now: from here on bytes may leave at any time, on threads that must not wait. */
    @Override
    public void setWriteListener(WriteListener listener) {
        response.committing();
        nonBlocking = true;
        container.setWriteListener(listener);
    }
}
