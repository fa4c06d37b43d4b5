package io.holdfast.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import com.google.code.yanf4j.config.Configuration;
import com.google.code.yanf4j.core.EventType;
import com.google.code.yanf4j.core.Session;
import com.google.code.yanf4j.core.WriteMessage;
import com.google.code.yanf4j.core.impl.HandlerAdapter;
import com.google.code.yanf4j.nio.impl.SocketChannelController;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import net.rubyeye.xmemcached.codec.MemcachedCodecFactory;
import net.rubyeye.xmemcached.codec.MemcachedDecoder;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.OperationStatus;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.impl.MemcachedHandler;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

/**
 * The client library, cut down to connections and their I/O thread: no reconnecting, no heartbeat, no transcoder, no
 * choice of a node.
 *
 * <p>The library's own {@code XMemcachedClient} was turned down. It logs a stack trace at ERROR for each failed
 * connection, and waits up to five seconds to part from a hung node. What was not sent yet it drops without a word. Its
 * connector was turned down too, as it may open a JMX server (see {@link Batches}).
 */
final class NodeConnector extends SocketChannelController {

    private static final int READ_BUFFER_BYTES = 64 * 1024;

    private int connections; // guarded by the IoThread

    NodeConnector() {
        super(configuration());
        setSelectorPoolSize(1);
        setSessionTimeout(-1);
        setHandler(new Quiet());
        setCodecFactory(new MemcachedCodecFactory());
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setSelectorPoolSize(1);
        configuration.setReadThreadCount(0);
        configuration.setSessionReadBufferSize(READ_BUFFER_BYTES);
        configuration.setSessionIdleTimeout(0); // no heartbeat
        configuration.setCheckSessionTimeoutInterval(0);
        return configuration;
    }

    /** Starts the I/O thread; the library's own start and stop would say so in the log each time. */
    @Override
    public synchronized void start() throws IOException {
        started = true;
        initialSelectorManager();
    }

    @Override
    protected void doStart() {
        // nothing listens here
    }

    @Override
    public void stop() {
        started = false;
        if (selectorManager != null) {
            selectorManager.stop();
        }
    }

    @Override
    public void closeChannel(Selector selector) {
        // nothing listens here
    }

    /** Whether its I/O thread runs, which an {@code Error} may have ended. */
    boolean isAlive() {
        return selectorManager.getReactorByIndex(0).isAlive();
    }

    void connectionBegins() {
        connections++;
    }

    /**
     * Whether that was the last. If not, the I/O thread is woken: the system lets go of a closed connection when it is
     * looked at again.
     */
    boolean connectionEnds() {
        connections--;
        forgetClosed();
        if (connections > 0) {
            selectorManager.getReactorByIndex(0).getSelector().wakeup();
        }
        return connections == 0;
    }

    /** The library forgets a connection, and the commands that it was sent, in its own close only. */
    private synchronized void forgetClosed() {
        sessionSet.removeIf(Session::isClosed);
    }

    /**
     * Takes over a connected channel.
     *
     * @param whenClosed called when the connection has closed, perhaps more than once
     */
    MemcachedTCPSession adopt(SocketChannel channel, Runnable whenClosed) throws IOException {
        channel.configureBlocking(false);
        MemcachedTCPSession session = new OneSession(channel, whenClosed);
        selectorManager.registerSession(session, EventType.ENABLE_READ);
        session.start();
        session.onEvent(EventType.CONNECTED, null);
        return session;
    }

    private final class OneSession extends MemcachedTCPSession {

        private final ReentrantLock writing = new ReentrantLock();
        private final Runnable whenClosed;

        OneSession(SocketChannel channel, Runnable whenClosed) {
            super(
                    buildSessionConfig(channel, buildQueue()),
                    READ_BUFFER_BYTES,
                    new Batches(),
                    0,
                    new TextCommandFactory());
            this.whenClosed = whenClosed;
            setUseBlockingRead(false);
            setDecoder(new Attentive());
        }

        /**
         * Writes on the caller's thread, unless another is at it: to wake the I/O thread for each command, and have it
         * sleep again, costs more than the write.
         */
        @Override
        public void writeFromUserCode(WriteMessage message) {
            boolean unused = writeQueue.offer(message); // it has no bound
            onWrite(null);
        }

        /**
         * By one thread at a time: of two the library would write one command twice and lose the other. Who comes
         * meanwhile leaves his command to the one who writes. What the socket does not take now the I/O thread writes.
         */
        @Override
        protected void onWrite(@Nullable SelectionKey key) {
            boolean isRestLeft;
            do {
                if (!writing.tryLock()) {
                    return;
                }
                try {
                    super.onWrite(key);
                    isRestLeft = currentMessage.get() != null;
                } finally {
                    writing.unlock();
                }
            } while (!isRestLeft && !writeQueue.isEmpty() && !isClosed());
            if (isRestLeft && !isClosed()) {
                // once more: the I/O thread may have come for the rest while this one had the lock, and gone again
                selectorManager.registerSession(this, EventType.ENABLE_WRITE);
            }
        }

        /** Whether a command is on the wire, half answered or not at all; for the I/O thread. */
        boolean awaitsAnswer() {
            return getCurrentCommand() != null || !commandAlreadySent.isEmpty();
        }

        /** Not the library's close: that tries for up to three seconds to send what is left, on whatever thread. */
        @Override
        public void close() {
            setClosed(true);
            whenClosed.run();
        }
    }

    /** The library's decoder waits for a request when a node speaks unasked, on the thread that would send it. */
    private static final class Attentive extends MemcachedDecoder {

        @Override
        public @Nullable Object decode(IoBuffer buffer, Session session) {
            if (((OneSession) session).awaitsAnswer()) {
                return super.decode(buffer, session);
            }
            session.close();
            return null;
        }
    }

    /** Does without the log entries of the library's handler: what happens to a connection is told to its requests. */
    private static final class Quiet extends HandlerAdapter {

        @Override
        public void onMessageSent(Session session, Object message) {
            Command command = (Command) message;
            command.setStatus(OperationStatus.SENT);
            command.setIoBuffer(MemcachedHandler.EMPTY_BUF); // a sent value is garbage from here on
        }

        @Override
        public void onSessionClosed(Session session) {
            session.close(); // reached past our close() only if decoding threw
        }
    }
}
