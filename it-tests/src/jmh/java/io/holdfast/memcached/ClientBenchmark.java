package io.holdfast.memcached;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * What it costs to read both copies of a session, and to change it: to read and then to write both. By the client,
 * beside bare blocking sockets of each thread that send the same commands. Of one thread it is the time, of several how
 * many they do together. Needs memcached.
 */
public abstract class ClientBenchmark {

    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Threads(1)
    public static class Of1 extends ClientBenchmark {}

    /**
     * Has sockets for all threads too: as many as the client has, but one request after the other. Not for 64 threads:
     * what JMH then adds up is several times what one thread alone does, most likely as some never get the lock.
     */
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Threads(8)
    public static class Of8 extends ClientBenchmark {

        @Benchmark
        public byte[] readByOneSocket(SharedSession session) throws IOException {
            synchronized (session) {
                return session.readBySocket();
            }
        }

        @Benchmark
        public byte[] changeByOneSocket(SharedSession session) throws IOException {
            synchronized (session) {
                return session.changeBySocket();
            }
        }
    }

    /** A session of all threads. */
    @State(Scope.Benchmark)
    public static class SharedSession extends OwnSession {}

    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Threads(64)
    public static class Of64 extends ClientBenchmark {}

    @Benchmark
    public Map<Node, NodeReply> readByClient(OwnSession session) {
        return session.readByClient();
    }

    @Benchmark
    public byte[] readBySocket(OwnSession session) throws IOException {
        return session.readBySocket();
    }

    @Benchmark
    public Map<Node, NodeReply> changeByClient(OwnSession session) {
        return session.changeByClient();
    }

    @Benchmark
    public byte[] changeBySocket(OwnSession session) throws IOException {
        return session.changeBySocket();
    }
}
