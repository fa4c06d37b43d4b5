package io.holdfast.yardstick;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast the machine is at the moment, with nothing of Holdfast: it-tests/benchmarks divides by it what it compares.
 * A processor that is slow today and a system that wakes threads slowly today are two things, so there are two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class YardstickBenchmark {

    private final byte[] bytes = new byte[16 * 1024];
    private final byte[] word = new byte[64];
    private MessageDigest digest;
    private Socket near;
    private Socket far;

    @Setup
    public void connect() throws IOException, NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            near = new Socket(server.getInetAddress(), server.getLocalPort());
            far = server.accept();
        }
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        Thread echo = new Thread(this::echo, "echo");
        echo.setDaemon(true);
        echo.start();
    }

    /** Until the other end is closed. */
    private void echo() {
        byte[] heard = new byte[word.length];
        try {
            while (far.getInputStream().readNBytes(heard, 0, heard.length) == heard.length) {
                far.getOutputStream().write(heard);
            }
        } catch (IOException e) {
            // the run is over
        }
    }

    @TearDown
    public void close() throws IOException {
        near.close();
        far.close();
    }

    /** Of the processor. */
    @Benchmark
    public byte[] digest() {
        return digest.digest(bytes);
    }

    /** Of sockets, and of threads that wake. */
    @Benchmark
    public int roundTrip() throws IOException {
        near.getOutputStream().write(word);
        return near.getInputStream().readNBytes(word, 0, word.length);
    }
}
