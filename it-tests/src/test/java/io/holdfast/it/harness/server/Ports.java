package io.holdfast.it.harness.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can be added to the ports of a server. */
public final class Ports {

    private Ports() {}

    /** The first from there on, in steps of a hundred, whose ports nobody listens on. */
    public static int freeOffset(int from) {
        return IntStream.iterate(from, offset -> offset + 100)
                .filter(offset -> Stream.of(7600, 8080, 8443, 9990).allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
