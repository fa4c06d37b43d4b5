package io.holdfast.it.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What server {@code a} or {@code b} prints from the moment of creation on. */
public final class ServerLog {

    private final Path file;
    private final int beginning;

    /** @param server {@code a} or {@code b} */
    public ServerLog(String server) {
        String make = System.getProperty("server-" + server + ".make");
        file = Path.of(System.getProperty("servers.dir"), make + "-" + server + ".log");
        beginning = all().length;
    }

    private byte[] all() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> lines() {
        byte[] all = all();
        return new String(all, beginning, all.length - beginning, StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
