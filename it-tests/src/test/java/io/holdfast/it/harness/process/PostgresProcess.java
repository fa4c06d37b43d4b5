package io.holdfast.it.harness.process;

import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on a loopback port of its own, to be hung, killed and started again with its data. Its programs are
 * in the directory that the system property {@code holdfast.test.postgres} names, where Debian has them, or on the
 * path.
 *
 * <p>Every method returns when what it does is done. A forgotten process dies with this JVM.
 */
public final class PostgresProcess extends DatabaseServer {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private PostgresProcess(boolean isDurable) {
        super(install(MemcachedProcess.freePort(), isDurable));
    }

    private static Installed install(int port, boolean isDurable) {
        try {
            Path home = Files.createTempDirectory("holdfast-postgres");
            Path data = home.resolve("data");
            List<String> as = asSomebody(home);
            List<String> make = List.of("-D", data.toString(), "-U", "holdfast", "-A", "trust", "-E", "UTF8");
            run(home, command(as, "initdb", make, List.of("--no-sync", "--no-instructions")));
            List<String> network = List.of(
                    "-D", data.toString(), "-h", "127.0.0.1", "-p", "" + port, "-k", "", "-c", "max_connections=200");
            List<String> haste = isDurable ? List.of() : List.of("-c", "fsync=off", "-c", "synchronous_commit=off");
            return new Installed(home, command(as, "postgres", network, haste), port, url(port, "holdfast"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL is needed: install its server, or name it in holdfast.test.postgres", e);
        }
    }

    /** One that may lose what it acknowledged when it is killed. */
    public static PostgresProcess start() {
        return new PostgresProcess(false);
    }

    /** One that keeps what it acknowledged, as in real life. */
    public static PostgresProcess startDurable() {
        return new PostgresProcess(true);
    }

    private static List<String> command(List<String> as, String program, List<String> options, List<String> more)
            throws IOException {
        List<String> command = new ArrayList<>(as);
        command.add(program("holdfast.test.postgres", program, debianDirectories()));
        command.addAll(options);
        command.addAll(more);
        return command;
    }

    /** The newest first. */
    private static List<Path> debianDirectories() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .toList();
        }
    }

    /** PostgreSQL refuses to run as root, so another user gets the directory. */
    private static List<String> asSomebody(Path home) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        for (String user : List.of("postgres", "nobody")) {
            try {
                Files.setOwner(
                        home,
                        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
                return List.of("setpriv", "--reuid=" + user, "--regid=" + groupOf(user), "--clear-groups");
            } catch (UserPrincipalNotFoundException e) {
                // the next one then
            }
        }
        throw new IllegalStateException("PostgreSQL cannot run as root, and there is no other user for it");
    }

    private static String groupOf(String user) throws IOException {
        Process id = new ProcessBuilder("id", "-g", user).start();
        return new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
    }

    /** Its database, as that user, who needs no password; {@code holdfast} may do everything. */
    public String url(String user) {
        return url(port(), user);
    }

    private static String url(int port, String user) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + user;
    }
}
