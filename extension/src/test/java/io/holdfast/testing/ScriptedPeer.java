package io.holdfast.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whatever else may listen where a memcached should be: each connection is handed to a script on a thread of its own,
 * and closed when the script returns or throws.
 */
public final class ScriptedPeer implements AutoCloseable {

    /** What the peer does with one connection. */
    @FunctionalInterface
    public interface Script {
        void play(Socket connection) throws IOException;
    }

    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Script script;

    public ScriptedPeer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("scripted-peer", this::accept);
    }

    /** What happens to some bytes on their way back from a node. */
    @FunctionalInterface
    public interface Tap {
        void pass(byte[] bytes, Socket client) throws IOException;
    }

    /** Passes everything on between its clients and a node's port, the answers through {@code tap}. */
    public static ScriptedPeer relaying(int port, Tap tap) {
        return new ScriptedPeer(client -> {
            client.setTcpNoDelay(true);
            try (Socket node = new Socket(InetAddress.getLoopbackAddress(), port)) {
                daemon(
                        "scripted-peer-requests",
                        () -> quietly(() -> client.getInputStream().transferTo(node.getOutputStream())));
                byte[] some = new byte[64 * 1024];
                InputStream answers = node.getInputStream();
                for (int count = answers.read(some); count >= 0; count = answers.read(some)) {
                    tap.pass(Arrays.copyOf(some, count), client);
                }
            }
        });
    }

    /** A peer that answers each line with what {@code answers} says, or nothing for null; {@code ms} has two lines. */
    public static ScriptedPeer answering(UnaryOperator<@Nullable String> answers) {
        return new ScriptedPeer(client -> {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("ms ")) {
                    in.readLine();
                }
                String answer = answers.apply(line);
                if (answer != null) {
                    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        });
    }

    private void accept() {
        quietly(() -> {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon("scripted-peer-connection", () -> serve(connection));
            }
        });
    }

    private void serve(Socket connection) {
        try (connection) {
            script.play(connection);
        } catch (IOException e) {
            // the other side has gone
        } finally {
            connections.remove(connection);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void quietly(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            // closed
        }
    }

    private static void daemon(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes the connections there are; others can be made. */
    public void hangUp() {
        connections.forEach(connection -> quietly(connection::close));
    }

    @Override
    public void close() {
        quietly(listener::close);
        hangUp();
    }
}
