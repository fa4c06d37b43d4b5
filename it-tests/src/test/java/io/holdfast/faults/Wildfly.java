package io.holdfast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One WildFly with the example on it: a process with files and ports of its own. */
final class Wildfly implements AutoCloseable {

    /**
     * Where WildFly is unpacked, the WAR to deploy, a folder for what belongs to this run only, and what else to
     * deploy.
     */
    record ServerHome(Path home, Path war, Path run, List<Path> beside) {

        ServerHome(Path home, Path war, Path run) {
            this(home, war, run, List.of());
        }

        ServerHome in(Path folder) {
            return new ServerHome(home, war, folder, beside);
        }

        ServerHome with(List<Path> more) {
            return new ServerHome(home, war, run, more);
        }
    }

    private static final Pattern NODE_UP = Pattern.compile("\"holdfast-node-[^}]*\"state\":\"UP\"");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServerHome serverHome;
    private final String name;
    private final int portOffset;
    private final Map<String, String> settings;
    private final Thread lastRites = new Thread(this::kill);
    private int launches;
    private Process process;

    Wildfly(ServerHome serverHome, String name, int portOffset, Map<String, String> settings) {
        this.serverHome = serverHome;
        this.name = name;
        this.portOffset = portOffset;
        this.settings = settings;
        process = launch();
        Runtime.getRuntime().addShutdownHook(lastRites);
    }

    URI example() {
        return URI.create("http://127.0.0.1:" + (8080 + portOffset) + "/example/");
    }

    private Path base() {
        return serverHome.run().resolve(name + "-" + launches);
    }

    Path log() {
        return serverHome.run().resolve(name + ".log");
    }

    private Process launch() {
        launches++;
        try {
            Files.createDirectories(base().resolve("deployments"));
            copyConfiguration();
            for (Path more : serverHome.beside()) {
                Files.copy(more, base().resolve("deployments").resolve(more.getFileName()));
            }
            Files.copy(serverHome.war(), base().resolve("deployments/example.war"));
            ProcessBuilder builder = new ProcessBuilder(
                            serverHome.home().resolve("bin/standalone.sh").toString(),
                            "-c",
                            "standalone-microprofile.xml",
                            "-b",
                            "127.0.0.1",
                            "-bmanagement",
                            "127.0.0.1",
                            "-Djboss.server.base.dir=" + base(),
                            "-Djboss.node.name=" + name,
                            "-Djboss.tx.node.id=" + name,
                            "-Djboss.socket.binding.port-offset=" + portOffset)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            settings.forEach((key, value) -> builder.command().add("-D" + key + "=" + value));
            builder.environment().put("JBOSS_HOME", serverHome.home().toString());
            builder.environment().put("JAVA_OPTS", "-Xms64m -Xmx512m -Djava.net.preferIPv4Stack=true");
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    private void copyConfiguration() throws IOException {
        Path from = serverHome.home().resolve("standalone/configuration");
        Path to = Files.createDirectories(base().resolve("configuration"));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Deploys the example anew, so that it has seen nothing yet, and before that starts the server if it is dead. */
    void renew() throws IOException, InterruptedException {
        if (process.isAlive()) {
            redeploy();
        } else {
            process = launch();
        }
    }

    private void redeploy() throws IOException, InterruptedException {
        Path deployments = base().resolve("deployments");
        Files.delete(deployments.resolve("example.war.deployed"));
        await("undeployed", () -> Files.exists(deployments.resolve("example.war.undeployed")));
        Files.createFile(deployments.resolve("example.war.dodeploy"));
    }

    /** Returns when the example answers and says of all nodes that they are well. */
    void awaitUp(int nodes) throws InterruptedException {
        await("up", () -> statusOf(example().resolve("api/read")) == 200 && nodesUp() == nodes);
    }

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Returns when that holds. */
    void await(String what, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException(name + " is not " + what + ": see " + log());
            }
        }
    }

    private static int statusOf(URI uri) throws IOException, InterruptedException {
        return HTTP.send(get(uri), BodyHandlers.discarding()).statusCode();
    }

    private long nodesUp() throws IOException, InterruptedException {
        return NODE_UP.matcher(health()).results().count();
    }

    /** What its readiness checks say. */
    String health() throws IOException, InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + (9990 + portOffset) + "/health/ready");
        return HTTP.send(get(ready), BodyHandlers.ofString()).body();
    }

    private static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    }

    /** SIGKILL, to the script and to the Java it runs. */
    void kill() {
        List<ProcessHandle> java = process.descendants().toList();
        java.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        java.forEach(handle -> handle.onExit().join());
        process.onExit().join();
    }

    /** SIGTERM, as an operator or an orchestrator stops it. */
    void shutDown() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.onExit().join();
    }

    /** The lines of this server's log that hold the words, in whatever case. */
    List<String> logged(String words) throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).contains(words))
                    .toList();
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(lastRites);
    }
}
