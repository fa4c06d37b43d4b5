package io.holdfast.it.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An Open Liberty with the web profile and MicroProfile; applications are dropped into its folder. */
final class LibertyServer extends Server {

    private static final String SERVER_XML = """
            <server>
              <featureManager>
                <feature>webProfile-10.0</feature>
                <feature>microProfile-6.1</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="{port}" httpsPort="-1"/>
              <basicRegistry realm="residents">
                <user name="{name}" password="{password}"/>
                <group name="{role}"><member name="{name}"/></group>
              </basicRegistry>
              <ltpa keysFileName="{keys}"/>
              <applicationMonitor updateTrigger="polled" pollingRate="200ms"/>
            </server>
            """;

    LibertyServer(ServerHome serverHome) {
        super(serverHome);
    }

    @Override
    ProcessBuilder command() throws IOException {
        Directories.delete(serverHome().folder());
        Files.createDirectories(dropins());
        Path keys =
                serverHome().folder().resolveSibling("ltpa.keys"); // of all: each would else refuse the others' logins
        Files.writeString(
                server().resolve("server.xml"),
                KnownUser.in(SERVER_XML)
                        .replace("{keys}", keys.toAbsolutePath().toString())
                        .replace("{port}", "" + serverHome().httpPort()));
        Files.write(server().resolve("jvm.options"), options());
        ProcessBuilder builder = new ProcessBuilder(
                serverHome().home().resolve("bin/server").toString(),
                "run",
                serverHome().name());
        Map<String, String> environment = builder.environment();
        environment.put("WLP_USER_DIR", serverHome().folder().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private List<String> options() {
        return Stream.concat(
                        Stream.of("-Xmx512m"),
                        serverHome().properties().entrySet().stream()
                                .map(each -> "-D" + each.getKey() + "=" + each.getValue()))
                .collect(Collectors.toList());
    }

    private Path server() {
        return serverHome().folder().resolve("servers").resolve(serverHome().name());
    }

    private Path dropins() {
        return server().resolve("dropins");
    }

    @Override
    String readyLine() {
        return "CWWKF0011I";
    }

    @Override
    public void deploy(Path archive) {
        String name = nameOf(archive.getFileName().toString());
        long before = endOfLog();
        try {
            Path incoming = Files.copy(archive, serverHome().folder().resolve(archive.getFileName()));
            Files.move(incoming, dropins().resolve(archive.getFileName())); // all of it at once
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String started = "CWWKZ0001I: Application " + name + " started";
        await("given " + name, () -> saidSince(before, started) || hasFailed(before, name));
        if (hasFailed(before, name)) {
            undeploy(archive.getFileName().toString());
            throw new DeploymentFailed(lastLines(before));
        }
    }

    private boolean hasFailed(long before, String name) {
        try {
            return saidSince(before, "CWWKZ0012I: The application " + name)
                    || saidSince(before, "CWWKZ0002E: An exception occurred while starting the application " + name)
                    || saidSince(before, "CWWKZ0004E: An exception occurred while starting the application " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undeploy(String fileName) {
        long before = endOfLog();
        try {
            if (Files.deleteIfExists(dropins().resolve(fileName))) {
                await(
                        "rid of " + fileName,
                        () -> saidSince(before, "CWWKZ0009I: The application " + nameOf(fileName) + " has stopped"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
