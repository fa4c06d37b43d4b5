package io.holdfast.it.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One run of {@code example-war/start}, as a person would have it in a terminal. */
final class StartScript implements AutoCloseable {

    static final Path EXAMPLE_WAR =
            Path.of("..", "example-war").toAbsolutePath().normalize();

    private static final Duration UP = Duration.ofMinutes(4);
    private static final Duration ENDED = Duration.ofSeconds(30);

    private final Process process;
    private final Writer input;
    private final StringBuilder output = new StringBuilder();
    private final CompletableFuture<Void> reading;

    StartScript(String... options) {
        List<String> command =
                new ArrayList<>(List.of(EXAMPLE_WAR.resolve("start").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WILDFLY_HOME", System.getProperty("wildfly.home"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = process.outputWriter(StandardCharsets.UTF_8);
        reading = CompletableFuture.runAsync(this::read, task -> new Thread(task, "output of start").start());
    }

    private void read() {
        try (var in = process.inputReader(StandardCharsets.UTF_8)) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                append((char) c);
            }
        } catch (IOException e) {
            append(e);
        }
    }

    private synchronized void append(Object said) {
        output.append(said);
    }

    /** Waits until the script has everything up and says how to end it. */
    StartScript awaitUp() throws Exception {
        long end = System.nanoTime() + UP.toNanos();
        while (!output().contains("Ctrl-C stops everything")) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("start ended with " + process.exitValue() + ":\n" + output());
            }
            if (System.nanoTime() > end) {
                throw new TimeoutException("start is not up after " + UP + ":\n" + output());
            }
        }
        return this;
    }

    /** What {@code pattern} finds in all that the script has said. */
    List<MatchResult> find(String pattern) {
        return Pattern.compile(pattern).matcher(output()).results().toList();
    }

    synchronized String output() {
        return output.toString();
    }

    /** Types a line. */
    void type(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Every process that the script has started and that still runs. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Ends the script as the system does at a log-out, and gives its exit status. */
    int terminate() {
        process.toHandle().destroy(); // Process.destroy would close our end of its output too
        return exitStatus();
    }

    /** Kills the script without letting it tidy up. */
    void kill() {
        process.destroyForcibly();
    }

    int exitStatus() {
        process.onExit().orTimeout(ENDED.toSeconds(), TimeUnit.SECONDS).join();
        reading.orTimeout(ENDED.toSeconds(), TimeUnit.SECONDS).join();
        return process.exitValue();
    }

    /** Where this run keeps its logs and its servers' files. */
    Path folder() {
        return Path.of(find("(/.*)/server-a.log").get(0).group(1));
    }

    @Override
    public void close() {
        terminate();
    }
}
