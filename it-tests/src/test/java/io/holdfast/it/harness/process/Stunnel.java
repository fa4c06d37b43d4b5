package io.holdfast.it.harness.process;

import io.holdfast.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stunnel process, as security.md has it in front of a node. */
public final class Stunnel implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;

    /**
     * Starts one; returns when it listens.
     *
     * @param configuration the text of its file, without where it logs and that it stays in the foreground
     * @param port one that the text has it accept connections at
     */
    public Stunnel(String configuration, int port, Path folder) throws IOException {
        Path file = folder.resolve("stunnel-" + port + ".conf");
        Files.writeString(file, "foreground = yes\npid =\n" + configuration);
        process = new ProcessBuilder(program(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("stunnel-" + port + ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            Eventually.await("stunnel listens", PATIENCE, () -> listens(port));
        } catch (IllegalStateException | AssertionError e) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "stunnel does not listen: " + Files.readString(folder.resolve("stunnel-" + port + ".log")), e);
        }
    }

    private static String program() {
        return System.getProperty("holdfast.test.stunnel", "stunnel");
    }

    private boolean listens(int port) {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended with " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Whether stunnel, openssl and a memcached with TLS are on the path. */
    public static boolean isPossible() {
        return answers(List.of(program(), "-version"), "stunnel")
                && answers(List.of("openssl", "version"), "")
                && answers(List.of(System.getProperty("holdfast.test.memcached", "memcached"), "--help"), "enable-ssl");
    }

    private static boolean answers(List<String> command, String words) {
        try {
            Process started =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            started.getOutputStream().close();
            return new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains(words);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (!process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("stunnel survived SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
