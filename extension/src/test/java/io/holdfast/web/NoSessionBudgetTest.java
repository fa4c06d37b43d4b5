package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that touches no session costs next to nothing. */
class NoSessionBudgetTest extends ServletSessionsFixture {

    /** Fewer than Tomcat answers on one connection. */
    private static final int REQUESTS = 80;

    private static final int CONNECTIONS_BEFORE = 10;
    private static final int CONNECTIONS = 10;
    private static final int ROUNDS = 3;
    private static final long KILOBYTE = 1024;

    private final Thread eldest = new Thread(() -> {});

    /** Without waiting for an answer's end in vain: the answer of every request is as long as that of the first. */
    private record Connection(Socket socket, byte[] request, int answerLength) implements AutoCloseable {

        static Connection open(String url) throws IOException {
            URI address = URI.create(url);
            Socket socket = new Socket(address.getHost(), address.getPort());
            byte[] request = ("GET " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("image")) {
                answer.append((char) in.read());
            }
            assertThat(answer).startsWith("HTTP/1.1 200");
            return new Connection(socket, request, answer.length());
        }

        void ask() {
            try {
                socket.getOutputStream().write(request);
                assertThat(socket.getInputStream().readNBytes(answerLength)).endsWith('e');
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeEach
    void pages() {
        application.on("/image", (request, response) -> {
            response.setContentLength(5);
            response.getWriter().print("image");
        });
    }

    /** By the server's threads, for one request: the least of some rounds, for a server has other work too. */
    private long allocated() throws IOException {
        ask(CONNECTIONS_BEFORE);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, ask(CONNECTIONS) / (CONNECTIONS * REQUESTS));
        }
        return least;
    }

    private long ask(int connections) throws IOException {
        long allocated = 0;
        for (int i = 0; i < connections; i++) {
            try (Connection connection = Connection.open(url("/image"))) {
                long before = allocatedByServers();
                IntStream.range(0, REQUESTS).forEach(n -> connection.ask());
                allocated += allocatedByServers() - before;
            }
        }
        return allocated;
    }

    /** By threads that are younger than this test's first: other servers may be at work. */
    private long allocatedByServers() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] younger = Arrays.stream(threads.getAllThreadIds())
                .filter(id -> id > eldest.getId())
                .toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(younger)).sum();
    }

    @Test
    void itAsksNoNode() throws IOException {
        start();
        try (Connection connection = Connection.open(url("/image"))) {
            connection.ask();
        }
        assertThat(nodes.requests()).isZero();
    }

    @Test
    void itAllocatesNotAKilobyte() throws IOException {
        startWithoutSessions();
        long without = allocated();
        start();
        assertThat(allocated() - without).isLessThan(KILOBYTE);
    }
}
