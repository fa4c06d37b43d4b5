package io.holdfast.it.harness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Jetty in a main method of ours, of a folder of libraries; applications bring Weld, which lies beside them. */
final class JettyServer extends EmbeddedServer {

    private static final String MAIN = "io.holdfast.it.harness.server.jetty.Jetty";

    JettyServer(ServerHome serverHome) {
        super(serverHome);
    }

    @Override
    ProcessBuilder command() throws IOException {
        Directories.delete(serverHome().folder());
        List<String> command = java();
        command.addAll(List.of(
                "-cp",
                serverHome().home() + "/server/*",
                MAIN,
                "" + serverHome().httpPort()));
        command.addAll(List.of(KnownUser.NAME, KnownUser.PASSWORD, KnownUser.ROLE));
        return new ProcessBuilder(command);
    }

    @Override
    List<Path> lacking() throws IOException {
        try (Stream<Path> all = Files.list(serverHome().home().resolve("application"))) {
            return all.sorted().toList();
        }
    }

    @Override
    String deployment(String name, Path file) {
        return "deploy " + name + " " + file;
    }

    @Override
    String prompt() {
        return "ready for commands";
    }

    @Override
    String failure() {
        return "command failed";
    }
}
