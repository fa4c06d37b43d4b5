package io.holdfast.it.harness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An Embedded GlassFish, whose jar can be run and then takes the commands of {@code asadmin}. */
final class GlassfishServer extends EmbeddedServer {

    private static final String PROPERTIES = """
            configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
            configs.config.server-config.security-service.activate-default-principal-to-role-mapping=true
            """;

    /** What comes with the server, and not with the jar. */
    private static final String LOGINS =
            "fileRealm { com.sun.enterprise.security.auth.login.FileLoginModule required; };\n";

    GlassfishServer(ServerHome serverHome) {
        super(serverHome);
    }

    @Override
    ProcessBuilder command() throws IOException {
        Path folder = serverHome().folder();
        Directories.delete(folder);
        List<String> command = java();
        String user = Files.readString(KnownUser.payarasCommand(folder)).strip();
        Path properties = Files.writeString(folder.resolve("properties"), PROPERTIES + "command.user=" + user + "\n");
        command.add("-Djava.security.auth.login.config=" + Files.writeString(folder.resolve("logins"), LOGINS));
        command.addAll(List.of(
                "-jar",
                "" + serverHome().home(),
                "--prompt",
                "--port=" + serverHome().httpPort()));
        command.add("--properties=" + properties);
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    @Override
    List<Path> lacking() {
        return List.of();
    }

    @Override
    String deployment(String name, Path file) {
        return "deploy --name=" + name + " --contextroot=" + name + " " + file;
    }

    @Override
    String prompt() {
        return "GlassFish $";
    }

    @Override
    String failure() {
        return "executeCommandFromString\nSEVERE: ";
    }
}
