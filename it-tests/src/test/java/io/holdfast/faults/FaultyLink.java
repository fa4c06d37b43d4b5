package io.holdfast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The network between one server and one node: listens on a port of its own and passes on to the node's. */
final class FaultyLink implements AutoCloseable {

    private static final InetAddress HOST = InetAddress.getLoopbackAddress();
    private static final int ANSWERS_BETWEEN_RESETS = 20;
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private final Set<LinkedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answers = new AtomicInteger();
    private final int port;
    private volatile int nodePort;
    private volatile LinkFault linkFault = LinkFault.CLEAR;
    private @Nullable ServerSocket listener;
    private Thread acceptor = new Thread();

    FaultyLink(int nodePort) {
        this.nodePort = nodePort;
        ServerSocket first = listenOn(0);
        port = first.getLocalPort();
        accept(first);
    }

    int port() {
        return port;
    }

    LinkFault linkFault() {
        return linkFault;
    }

    /** From now on it leads to the node on that port; connections that were open are reset. */
    void leadTo(int newNodePort) {
        nodePort = newNodePort;
        connections.forEach(LinkedConnection::reset);
    }

    synchronized void become(LinkFault newFault) {
        linkFault = newFault;
        notifyAll();
    }

    /** Connections that are open now look open from now on and carry nothing; new ones are well. */
    void loseOpenConnections() {
        connections.forEach(LinkedConnection::freeze);
    }

    /** Refuses connections, as does a machine on which nothing listens; those that are open stay so. */
    synchronized void refuse() {
        if (listener != null) {
            closeQuietly(listener);
            listener = null;
            awaitEnd(acceptor);
        }
    }

    /** Takes connections, after {@link #refuse}. */
    synchronized void takeConnections() {
        if (listener == null) {
            accept(listenOn(port));
        }
    }

    /** Whether the next answer is one to break off. */
    boolean breaksNextAnswer() {
        return linkFault == LinkFault.RESETS && answers.incrementAndGet() % ANSWERS_BETWEEN_RESETS == 0;
    }

    /** Waits while the link is cut, or {@code held}, and until the time has come. */
    synchronized void awaitPassage(long due, BooleanSupplier held) throws InterruptedException {
        while (true) {
            long left = due - System.nanoTime();
            if (linkFault == LinkFault.CUT || held.getAsBoolean()) {
                wait(1000);
            } else if (left > 0) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } else {
                return;
            }
        }
    }

    private static ServerSocket listenOn(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port), 50);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    private synchronized void accept(ServerSocket socket) {
        listener = socket;
        acceptor = Threads.daemon("link " + port, () -> {
            try {
                while (true) {
                    connect(socket.accept());
                }
            } catch (IOException e) {
                closeQuietly(socket);
            }
        });
    }

    private void connect(Socket client) {
        try {
            LinkedConnection connection =
                    new LinkedConnection(this, client, new Socket(HOST, nodePort), connections::remove);
            connections.add(connection);
            connection.carry();
        } catch (IOException e) {
            closeQuietly(client); // the node died between its end and our refusal
        }
    }

    /** A socket that a thread still waits on takes connections until that thread has noticed. */
    private static void awaitEnd(Thread thread) {
        try {
            thread.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // it is as good as closed
        }
    }

    @Override
    public void close() {
        refuse();
        connections.forEach(LinkedConnection::reset);
    }
}
