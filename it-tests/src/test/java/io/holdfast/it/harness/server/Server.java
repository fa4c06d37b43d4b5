package io.holdfast.it.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An application server: a process with files and ports of its own, on 127.0.0.1. A forgotten one dies with this JVM.
 */
public abstract class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int POLL_MILLIS = 100;
    private static final int LINES_OF_LOG = 40;

    private final ServerHome serverHome;
    private final Thread lastRites = new Thread(this::killIfRunning);
    private Process process;
    private long beginning;

    Server(ServerHome serverHome) {
        this.serverHome = serverHome;
    }

    final ServerHome serverHome() {
        return serverHome;
    }

    /** The beginning of a command that starts a Java, with a folder of its own for temporary files. */
    final List<String> java() throws IOException {
        Path temporary = Files.createDirectories(serverHome.folder().resolve("temporary"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-Xmx512m", "-Djava.io.tmpdir=" + temporary));
        serverHome.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        return command;
    }

    /** What starts the server in the foreground, all its files being there. */
    abstract ProcessBuilder command() throws IOException;

    /** What its log holds as soon as it can be given applications. */
    abstract String readyLine();

    /**
     * Puts an application on the running server; its path is the file's name without the ending.
     *
     * @throws DeploymentFailed where the server does not take it
     */
    public abstract void deploy(Path archive);

    /** Takes an application away; returns when it has stopped. */
    public abstract void undeploy(String fileName);

    /** What an application is called that comes in such a file. */
    static String nameOf(String fileName) {
        return fileName.substring(0, fileName.lastIndexOf('.'));
    }

    /** Where its applications are. */
    public final URI http() {
        return URI.create("http://127.0.0.1:" + serverHome.httpPort() + "/");
    }

    /** Starts the process; returns at once. */
    public final void launch() {
        try {
            Files.createDirectories(serverHome.folder());
            beginning = Files.exists(log()) ? Files.size(log()) : 0;
            process = command()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(lastRites);
        } catch (IOException e) {
            throw new UncheckedIOException(serverHome.name() + " could not be started", e);
        }
    }

    /** Gives it a line on its standard input. */
    final void tell(String line) {
        try {
            process.outputWriter().append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(serverHome.name() + " hears nothing", e);
        }
    }

    /** Returns when it can be given applications. */
    public final void awaitReady() {
        await("ready", () -> saidSinceLaunch(readyLine()));
    }

    interface Condition {
        boolean holds() throws IOException;
    }

    /** @throws IllegalStateException where the process ends before, or that takes minutes */
    final void await(String what, Condition condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (ends() || System.nanoTime() > end) {
                throw new IllegalStateException(serverHome.name() + " is not " + what + ": " + lastLines(beginning));
            }
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean ends() {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    final boolean saidSinceLaunch(String words) throws IOException {
        return saidSince(beginning, words);
    }

    /** @param position in the log, as {@link #endOfLog} gave it */
    final boolean saidSince(long position, String words) throws IOException {
        return logFrom(position).contains(words);
    }

    final long endOfLog() {
        try {
            return Files.size(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logFrom(long position) throws IOException {
        byte[] all = Files.readAllBytes(log());
        int from = (int) Math.min(position, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    /** The last lines of the log, for a message. */
    final String lastLines(long position) {
        try {
            List<String> lines = logFrom(position).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What it printed, through all its lives. */
    public final Path log() {
        return serverHome.folder().resolveSibling(serverHome.name() + ".log");
    }

    /** The lines of its log that hold the words, in whatever case. */
    public final List<String> logged(String words) throws IOException {
        return logFrom(0)
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(words))
                .collect(Collectors.toList());
    }

    public final boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Its Java's, which may be another than that of the script that started it. */
    public final long pid() {
        return process.descendants().findFirst().orElse(process.toHandle()).pid();
    }

    /** SIGKILL, to all its processes. */
    public final void kill() {
        List<ProcessHandle> java = process.descendants().toList();
        java.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        java.forEach(handle -> handle.onExit().join());
        process.onExit().join();
    }

    /** SIGTERM, as an operator or an orchestrator stops it; returns when it has ended. */
    public final void shutDown() {
        List<ProcessHandle> java = process.descendants().toList();
        if (java.isEmpty()) {
            process.destroy();
        }
        java.forEach(ProcessHandle::destroy);
        process.onExit().join();
    }

    private void killIfRunning() {
        if (isRunning()) {
            kill();
        }
    }

    @Override
    public final void close() {
        killIfRunning();
        Runtime.getRuntime().removeShutdownHook(lastRites);
    }
}
