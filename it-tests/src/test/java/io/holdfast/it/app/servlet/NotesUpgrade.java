package io.holdfast.it.app.servlet;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A protocol of one message: the session's notes, a line. */
public class NotesUpgrade implements HttpUpgradeHandler {

    private volatile String notes = "";

    void notes(String text) {
        notes = text;
    }

    @Override
    public void init(WebConnection connection) {
        try {
            connection.getOutputStream().write((notes + "\n").getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {}
}
