package io.holdfast.it.harness.process;

import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes of a database in a directory of their own, which goes with them. */
abstract class DatabaseServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Thread lastRites = new Thread(this::end);
    private final Path home;
    private final List<String> command;
    private final int port;
    private final String url;
    private Process process;

    /**
     * A database that is ready to be started.
     *
     * @param home where its data are
     * @param url by which it is known to answer
     */
    record Installed(Path home, List<String> command, int port, String url) {}

    /** Starts it. */
    DatabaseServer(Installed installed) {
        this.home = installed.home();
        this.command = installed.command();
        this.port = installed.port();
        this.url = installed.url();
        Runtime.getRuntime().addShutdownHook(lastRites);
        process = launch();
    }

    /** Runs a command to its end. */
    static void run(Path home, List<String> command) {
        try {
            Process process = start(home, command);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + log(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process start(Path home, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(home.toFile()) // another user could not be where we are
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    private static String log(Path home) throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private Process launch() {
        try {
            Process started = start(home, command);
            try {
                Eventually.await(command.get(0) + " answers", PATIENCE, () -> answers(started));
                return started;
            } catch (IllegalStateException | AssertionError e) {
                started.destroyForcibly();
                throw new IllegalStateException(command.get(0) + " does not start: " + log(home), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers(Process started) {
        if (!started.isAlive()) {
            throw new IllegalStateException("it ended with " + started.exitValue());
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The processes, the parent first. */
    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    public final int port() {
        return port;
    }

    /** SIGKILL to all its processes: no goodbye. */
    public final void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each ->
                each.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    /** SIGSTOP: from now on it takes connections, and answers nothing. */
    public final void hang() {
        signal("STOP");
        MemcachedProcess.awaitStopped(all().stream());
    }

    /** SIGCONT, after {@link #hang}. */
    public final void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        for (ProcessHandle each : all()) {
            run(home, List.of("kill", "-" + name, "" + each.pid()));
        }
    }

    /** Starts it again with its data on the same port; kills it before if it runs. */
    public final void restart() {
        if (process.isAlive()) {
            kill();
        }
        process = launch();
    }

    private void end() {
        if (process != null) {
            kill();
        }
        delete(home);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(lastRites);
    }

    /** The program of that name in a directory that a system property names, in the usual ones, or on the path. */
    static String program(String property, String name, List<Path> usual) {
        String named = System.getProperty(property);
        if (named != null) {
            return Path.of(named, name).toString();
        }
        return usual.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse(name);
    }
}
