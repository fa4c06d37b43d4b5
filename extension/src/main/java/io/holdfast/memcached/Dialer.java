package io.holdfast.memcached;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.OptionalInt;

/**
 * Makes connections to a node: looks its name up anew, connects, and hears it say that it speaks the meta protocol.
 *
 * <p>This comes before the client library sees the connection, because the library logs stack traces for a node that
 * refuses or stays silent. And only a node that was heard may be sent values: one that does not know {@code ms} would
 * read the value's bytes as commands.
 */
final class Dialer {

    /** Large enough that a session of some hundred kilobytes goes out in one piece; 300 KB take 130 ms without. */
    private static final int SOCKET_BUFFER_BYTES = 512 * 1024;

    /** Turns a host name into addresses; another one in tests. */
    interface NameService {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Node node;
    private final MemcachedSettings settings;
    private final NameService names;

    Dialer(Node node, MemcachedSettings settings, NameService names) {
        this.node = node;
        this.settings = settings;
        this.names = names;
    }

    /**
     * A connection on which nothing is under way.
     *
     * @param largestValue the largest value in bytes that the node takes; empty if it would not tell
     * @param identity which process it is
     * @param isLocked whether it demanded a password
     */
    record Line(SocketChannel channel, OptionalInt largestValue, ProcessIdentity identity, boolean isLocked) {}

    /** Tries each address of the node's name until one connects; blocks until {@code deadline}, looking up apart. */
    Line dial(Deadline deadline) throws Unreachable {
        Unreachable last = new Unreachable(Cause.UNRESOLVABLE, "no address for " + node.host());
        for (InetAddress address : addresses()) {
            try {
                return open(new InetSocketAddress(address, node.port()), deadline);
            } catch (Unreachable e) {
                last = e;
            }
        }
        throw last;
    }

    private InetAddress[] addresses() throws Unreachable {
        try {
            return names.addresses(node.host());
        } catch (UnknownHostException e) {
            throw new Unreachable(Cause.UNRESOLVABLE, "unknown host " + node.host());
        }
    }

    private Line open(InetSocketAddress address, Deadline deadline) throws Unreachable {
        SocketChannel channel = connect(address, deadline);
        try {
            Greeting greeting = new Greeting(channel.socket(), deadline);
            boolean isLocked = greeting.meet(settings.credentials());
            return new Line(channel, greeting.largestValue(), greeting.identity(), isLocked);
        } catch (Unreachable e) {
            close(channel);
            throw e;
        }
    }

    private SocketChannel connect(InetSocketAddress address, Deadline deadline) throws Unreachable {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true)
                    .setOption(StandardSocketOptions.SO_KEEPALIVE, true)
                    .setOption(StandardSocketOptions.SO_LINGER, 0) // what is given up is not sent after all
                    .setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                    .setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            long timeout = Math.min(settings.connectTimeout().toMillis(), Greeting.millis(deadline));
            channel.socket().connect(address, (int) timeout);
            return channel;
        } catch (IOException e) {
            if (channel != null) {
                close(channel);
            }
            boolean late = e instanceof SocketTimeoutException;
            throw new Unreachable(late ? Cause.TIMEOUT : Cause.REFUSED, "cannot connect to " + address);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no use in any case
        }
    }
}
