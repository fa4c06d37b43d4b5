package io.holdfast.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** One connection over a link. What is read is queued with the time when it may arrive, so that a delay is no jam. */
final class LinkedConnection {

    private final FaultyLink link;
    private final Socket client;
    private final Socket node;
    private final Consumer<LinkedConnection> whenClosed;
    private volatile boolean frozen;
    private volatile boolean closed;

    LinkedConnection(FaultyLink link, Socket client, Socket node, Consumer<LinkedConnection> whenClosed)
            throws IOException {
        this.link = link;
        this.client = client;
        this.node = node;
        this.whenClosed = whenClosed;
        client.setTcpNoDelay(true);
        node.setTcpNoDelay(true);
    }

    /** Some bytes and when they may arrive; no bytes at the end of the stream. */
    private record Parcel(byte[] bytes, long due) {}

    void carry() {
        carry(client, node, false);
        carry(node, client, true);
    }

    private void carry(Socket from, Socket to, boolean answers) {
        BlockingQueue<Parcel> underway = new LinkedBlockingQueue<>();
        Threads.daemon("link " + link.port() + " in", () -> collect(from, underway, answers));
        Threads.daemon("link " + link.port() + " out", () -> deliver(underway, to, answers));
    }

    private void collect(Socket from, BlockingQueue<Parcel> underway, boolean answers) {
        byte[] some = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(some); count > 0; count = in.read(some)) {
                long delay = answers ? link.linkFault().delayNanos() : 0;
                underway.add(new Parcel(Arrays.copyOf(some, count), System.nanoTime() + delay));
            }
        } catch (IOException e) {
            // ends as the end of the stream does
        }
        underway.add(new Parcel(new byte[0], System.nanoTime()));
    }

    private void deliver(BlockingQueue<Parcel> underway, Socket to, boolean answers) {
        try {
            OutputStream out = to.getOutputStream();
            for (Parcel parcel = underway.take(); parcel.bytes.length > 0; parcel = underway.take()) {
                link.awaitPassage(parcel.due, this::isFrozen);
                if (answers && link.breaksNextAnswer()) {
                    out.write(parcel.bytes, 0, parcel.bytes.length / 2);
                    reset();
                    return;
                }
                write(parcel.bytes, out, answers && link.linkFault() == LinkFault.DRIP);
            }
            link.awaitPassage(System.nanoTime(), this::isFrozen); // the end too is something that must pass
        } catch (IOException e) {
            // the other side has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private static void write(byte[] bytes, OutputStream out, boolean oneByOne) throws IOException {
        if (oneByOne) {
            for (byte one : bytes) {
                out.write(one);
            }
        } else {
            out.write(bytes);
        }
    }

    private boolean isFrozen() {
        return frozen && !closed;
    }

    void freeze() {
        frozen = true;
    }

    /** Ends it without a goodbye. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            node.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
        close();
    }

    private void close() {
        closed = true;
        try (client;
                node) {
            whenClosed.accept(this);
        } catch (IOException e) {
            // it is as good as closed
        }
    }
}
