package io.holdfast.testing;

import io.holdfast.cluster.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real memcached on a loopback port of its own, to be hung, killed and started again. The program is
 * {@code memcached} on the path, or what the system property {@code holdfast.test.memcached} names.
 *
 * <p>Every method returns when what it does is done. A forgotten process dies with this JVM.
 */
public final class MemcachedProcess implements AutoCloseable {

    private static final InetAddress HOST = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread lastRites = new Thread(this::destroy);
    private final List<String> command;
    private final int port;
    private Process process;

    private MemcachedProcess(int port, List<String> options) {
        this.port = port;
        command = new ArrayList<>(List.of(System.getProperty("holdfast.test.memcached", "memcached")));
        command.addAll(List.of(
                "-l", HOST.getHostAddress(), "-p", "" + port, "-U", "0", "-u", System.getProperty("user.name")));
        command.addAll(options);
        process = launch();
        Runtime.getRuntime().addShutdownHook(lastRites);
    }

    /**
     * Starts one on a free port.
     *
     * @param options of memcached, such as {@code "-I", "2m"}
     */
    public static MemcachedProcess start(String... options) {
        return new MemcachedProcess(freePort(), List.of(options));
    }

    /** A port nobody listened on a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, HOST)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        Process started;
        try {
            started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("memcached is needed: install it, or name it in holdfast.test.memcached", e);
        }
        try {
            awaitAnswer(started);
            return started;
        } catch (RuntimeException | AssertionError e) {
            started.destroyForcibly();
            throw e;
        }
    }

    private void awaitAnswer(Process started) {
        Eventually.await("an answer of " + command, PATIENCE, () -> answers(started));
    }

    private boolean answers(Process started) {
        try {
            return ask("version") != null || isTls(); // its version, or that it wants a password
        } catch (ConnectException e) {
            if (!started.isAlive()) {
                throw new IllegalStateException(command + " ended with " + started.exitValue(), e);
            }
            return false;
        } catch (SocketException e) {
            if (isTls()) {
                return true; // it is there, and hangs up on who speaks plainly
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isTls() {
        return command.contains("-Z");
    }

    /**
     * The first line of the answer to a command, asked on a connection of its own; null if it was closed without one.
     */
    public @Nullable String ask(String line) throws IOException {
        try (Socket socket = new Socket()) {
            return converse(socket, line).readLine();
        }
    }

    private BufferedReader converse(Socket socket, String line) throws IOException {
        socket.connect(new InetSocketAddress(HOST, port), (int) PATIENCE.toMillis());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** All counters of {@code stats}; the question itself is counted nowhere but in {@code curr_connections}. */
    public Map<String, String> stats() {
        Map<String, String> stats = new LinkedHashMap<>();
        try (Socket socket = new Socket()) {
            BufferedReader in = converse(socket, "stats");
            for (String line = in.readLine(); line != null && !line.equals("END"); line = in.readLine()) {
                String[] words = line.split(" ", 3);
                stats.put(words[1], words[2]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stats;
    }

    /** One counter of {@link #stats}. */
    public long stat(String name) {
        return Long.parseLong(stats().get(name));
    }

    public int port() {
        return port;
    }

    /** Of the process that runs at this moment. */
    public long pid() {
        return process.pid();
    }

    /** This process as a node of the given name. */
    public Node node(String name) {
        return new Node(name, HOST.getHostAddress(), port);
    }

    /** Whether the process is there, hung or not. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** SIGKILL: no goodbye. */
    public void kill() {
        destroy();
    }

    /** SIGSTOP: from now on it takes connections and bytes, and answers nothing. */
    public void hang() {
        signal("STOP");
        awaitStopped(Stream.of(process.toHandle()));
    }

    /** Returns when these are stopped with all their threads, which stop one by one, each on its own processor. */
    public static void awaitStopped(Stream<ProcessHandle> processes) {
        processes.forEach(each -> Eventually.await(each + " is stopped", PATIENCE, () -> isStopped(each.pid())));
    }

    private static boolean isStopped(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.allMatch(MemcachedProcess::isStoppedThread);
        } catch (IOException e) {
            throw new UncheckedIOException("to know that a process is stopped takes a Linux", e);
        }
    }

    /** The state is the letter after the name, which is in parentheses (proc(5)). */
    private static boolean isStoppedThread(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGCONT, after {@link #hang}. */
    public void resume() {
        signal("CONT");
    }

    /** SIGHUP: it reads the file of its option {@code -Y} anew, a moment later. */
    public void readPasswordsAgain() {
        signal("HUP");
    }

    /** Starts it again, empty, on the same port; kills it before if it runs. */
    public void restart() {
        destroy();
        process = launch();
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, "" + process.pid())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void destroy() {
        try {
            if (!process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("memcached survived SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        destroy();
        Runtime.getRuntime().removeShutdownHook(lastRites);
    }
}
