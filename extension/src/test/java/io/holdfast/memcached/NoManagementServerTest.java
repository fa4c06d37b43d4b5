package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.testing.MemcachedProcess;
import io.holdfast.testing.ScriptedPeer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client library can open a JMX server without a password, by an option that somebody else may have set. */
class NoManagementServerTest {

    @Test
    @Timeout(60)
    void theLibrarysOptionForJmxOpensNothing() throws Exception {
        int port = MemcachedProcess.freePort();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dxmemcached.jmx.enable=true",
                        "-Dxmemcached.rmi.port=" + port,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("a node answered", "nobody listens", "0 beans of the library");
        } finally {
            program.destroyForcibly();
        }
    }

    /** Talks to a node through the library and looks what else that has started. */
    static final class Program {

        public static void main(String[] arguments) throws Exception {
            try (ScriptedPeer peer = memcached();
                    MemcachedNode node = new MemcachedNode(
                            new Node("a", "127.0.0.1", peer.port()),
                            new MemcachedSettings(Duration.ofSeconds(5), 1000),
                            System::nanoTime)) {
                if (node.probe(Duration.ofSeconds(20)).equals(NodeReply.PONG)) {
                    System.out.println("a node answered");
                }
                System.out.println(listens(Integer.parseInt(arguments[0])) ? "somebody listens" : "nobody listens");
                System.out.println(ManagementFactory.getPlatformMBeanServer()
                                .queryNames(new ObjectName("net.rubyeye.*:*"), null)
                                .size()
                        + " beans of the library");
            }
            System.exit(0);
        }

        private static boolean listens(int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        }

        /** As much of one as a probe needs. */
        private static ScriptedPeer memcached() {
            return ScriptedPeer.answering(line -> switch (line.split(" ", 2)[0]) {
                case "mn" -> "MN";
                case "ms" -> "HD c1 " + opaque(line);
                case "mg" -> "VA 1 f0 c1 t60 " + opaque(line) + "\r\n1";
                default -> "END";
            });
        }

        private static String opaque(String line) {
            return line.substring(line.lastIndexOf('O'));
        }
    }
}
