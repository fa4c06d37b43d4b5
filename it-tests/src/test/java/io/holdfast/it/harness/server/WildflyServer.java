package io.holdfast.it.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A WildFly with MicroProfile and Faces; applications go through its folder of deployments. */
final class WildflyServer extends Server {

    private static final String ALONE = "standalone-microprofile.xml";
    private static final String REPLICATED = "standalone-microprofile-ha.xml";
    private static final String FACES_EXTENSION = "<extension module=\"org.jboss.as.jsf\"/>";
    private static final String FACES = "<subsystem xmlns=\"urn:jboss:domain:jsf:1.1\"/>";

    private final Optional<Replication> replication;

    WildflyServer(ServerHome serverHome, Optional<Replication> replication) {
        super(serverHome);
        this.replication = replication;
    }

    @Override
    ProcessBuilder command() throws IOException {
        prepare();
        List<String> command = new ArrayList<>(List.of(
                serverHome().home().resolve("bin/standalone.sh").toString(),
                "-c",
                configuration(),
                "-b",
                "127.0.0.1",
                "-bmanagement",
                "127.0.0.1",
                "-Djboss.server.base.dir=" + serverHome().folder(),
                "-Djboss.node.name=" + serverHome().name(),
                "-Djboss.tx.node.id=" + serverHome().name(),
                "-Djboss.socket.binding.port-offset=" + serverHome().portOffset(),
                "-Djboss.deployment.scanner.rollback.on.failure=true"));
        serverHome().properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JBOSS_HOME", serverHome().home().toString());
        builder.environment().put("JAVA_OPTS", "-Xms64m -Xmx512m -Djava.net.preferIPv4Stack=true");
        return builder;
    }

    private String configuration() {
        return replication.isPresent() ? REPLICATED : ALONE;
    }

    /** What an earlier life left is of no use to the next. */
    private void prepare() throws IOException {
        Directories.delete(serverHome().folder());
        Files.createDirectories(deployments());
        Path configuration = Files.createDirectories(serverHome().folder().resolve("configuration"));
        try (Stream<Path> files = Files.list(serverHome().home().resolve("standalone/configuration"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, configuration.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path file = configuration.resolve(configuration());
        String edited = Files.readString(file)
                .replace("scan-interval=\"5000\"", "scan-interval=\"200\"")
                .replace("</extensions>", FACES_EXTENSION + "</extensions>")
                .replace("<profile>", "<profile>" + FACES)
                // callers of Jakarta Security need not be known to the server's own realm
                .replace("\"ApplicationDomain\"/>", "\"ApplicationDomain\" integrated-jaspi=\"false\"/>");
        Files.writeString(
                file, replication.map(each -> each.addedToWildfly(edited)).orElse(edited));
        addUser(configuration);
    }

    /** As add-user.sh writes them: the password as RFC 2617 section 3.2.2.2 has it. */
    private static void addUser(Path configuration) throws IOException {
        String secret = KnownUser.in("{name}:ApplicationRealm:{password}");
        append(configuration.resolve("application-users.properties"), KnownUser.NAME + "=" + md5(secret));
        append(configuration.resolve("application-roles.properties"), KnownUser.in("{name}={role}"));
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    private static String md5(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path deployments() {
        return serverHome().folder().resolve("deployments");
    }

    @Override
    String readyLine() {
        return "WFLYSRV0025";
    }

    @Override
    public void deploy(Path archive) {
        String name = archive.getFileName().toString();
        Path failed = marker(name, ".failed");
        try {
            Files.deleteIfExists(failed);
            Files.copy(archive, deployments().resolve(name), StandardCopyOption.REPLACE_EXISTING);
            Files.createFile(marker(name, ".dodeploy"));
            await("given " + name, () -> Files.exists(failed) || Files.exists(marker(name, ".deployed")));
            if (Files.exists(failed)) {
                throw new DeploymentFailed(Files.readString(failed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path marker(String name, String ending) {
        return deployments().resolve(name + ending);
    }

    @Override
    public void undeploy(String fileName) {
        try {
            if (Files.deleteIfExists(marker(fileName, ".deployed"))) {
                await("rid of " + fileName, () -> isGone(fileName));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scanner at times deploys once more what it has just deployed, and then has not seen that it was to go. */
    private boolean isGone(String fileName) throws IOException {
        Files.deleteIfExists(marker(fileName, ".deployed"));
        return Files.exists(marker(fileName, ".undeployed"));
    }
}
