package io.holdfast.bench;

import io.holdfast.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A process of a store, which logs into a file. A forgotten one dies with this JVM. */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;
    private final Thread lastRites;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        lastRites = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastRites);
    }

    static ChildProcess start(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ChildProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " could not be started", e);
        }
    }

    /** Returns when it is ready. */
    void await(BooleanSupplier ready) {
        Eventually.await("it is ready, says " + log, PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended with " + process.exitValue() + ", see " + log);
            }
            return ready.getAsBoolean();
        });
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(lastRites);
    }
}
