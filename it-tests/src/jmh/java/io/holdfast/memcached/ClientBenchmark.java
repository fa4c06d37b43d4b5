package io.holdfast.memcached;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.MemcachedProcess;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One read of a session's value through the client, beside a bare blocking socket that sends the same command: a
 * connection for each thread, or one for all, as the client has. Run by it-tests/benchmarks, with {@code -t 1}, {@code
 * -t 8} and {@code -t 64}. Needs memcached.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ClientBenchmark {

    private static final String KEY = "hf:" + "k".repeat(32);
    private static final int TTL = 1_800;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Param({"2048"})
    int bytes;

    private MemcachedProcess memcached;
    private MemcachedNode client;
    private Plain shared;

    @Setup
    public void start() throws IOException {
        memcached = MemcachedProcess.start();
        client = new MemcachedNode(
                new Node("a", InetAddress.getLoopbackAddress().getHostAddress(), memcached.port()),
                new MemcachedSettings(PATIENCE, MemcachedSettings.MAX_VALUE_BYTES),
                System::nanoTime);
        require(client.probe(PATIENCE).equals(NodeReply.PONG));
        byte[] value = new byte[bytes];
        new Random(1).nextBytes(value);
        require(client.send(new Put(KEY, value, 1, TTL, Put.ABSENT)).join() instanceof NodeReply.Stored);
        shared = new Plain(memcached.port());
    }

    @TearDown
    public void stop() throws IOException {
        shared.close();
        client.close();
        memcached.close();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the node does not do what it is asked");
        }
    }

    /** A connection of one thread. */
    @State(Scope.Thread)
    public static class Own {
        private Plain plain;

        @Setup
        public void connect(ClientBenchmark benchmark) throws IOException {
            plain = new Plain(benchmark.memcached.port());
        }

        @TearDown
        public void close() throws IOException {
            plain.close();
        }
    }

    /** The command that the client sends for a read, and the shortest way to read its answer. */
    private static final class Plain {
        private static final byte[] COMMAND =
                ("mg " + KEY + " v f c t T" + TTL + " O1\r\n").getBytes(StandardCharsets.US_ASCII);

        private final Socket socket;
        private final DataInputStream in;

        Plain(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        }

        /** {@code VA <size> ...}, the value and a line end. */
        synchronized byte[] read() throws IOException {
            socket.getOutputStream().write(COMMAND);
            int size = 0;
            boolean isSize = false;
            int blanks = 0;
            for (int one = in.read(); one != '\n'; one = in.read()) {
                blanks += one == ' ' ? 1 : 0;
                isSize = blanks == 1 && one != ' ';
                size = isSize ? 10 * size + one - '0' : size;
            }
            byte[] value = new byte[size];
            in.readFully(value);
            in.skipNBytes(2);
            return value;
        }

        void close() throws IOException {
            socket.close();
        }
    }

    @Benchmark
    public NodeReply client() {
        return client.send(new Get(KEY, true, TTL)).join();
    }

    @Benchmark
    public byte[] socketOfEachThread(Own own) throws IOException {
        return own.plain.read();
    }

    @Benchmark
    public byte[] oneSocket() throws IOException {
        return shared.read();
    }
}
