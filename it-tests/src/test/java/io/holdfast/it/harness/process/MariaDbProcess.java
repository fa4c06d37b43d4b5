package io.holdfast.it.harness.process;

import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real MariaDB on a loopback port of its own, to be hung, killed and started again with its data. Its programs are in
 * the directory that the system property {@code holdfast.test.mariadb} names, where Debian has them, or on the path.
 *
 * <p>Every method returns when what it does is done. A forgotten process dies with this JVM.
 */
public final class MariaDbProcess extends DatabaseServer {

    private static final List<Path> USUAL = List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/libexec"));
    private static final String SCHEMA = """
            CREATE DATABASE IF NOT EXISTS holdfast;
            CREATE USER IF NOT EXISTS 'holdfast'@'%' IDENTIFIED BY 'holdfast';
            GRANT ALL ON *.* TO 'holdfast'@'%' WITH GRANT OPTION;
            """;

    private MariaDbProcess(boolean isDurable, List<String> options) {
        super(install(MemcachedProcess.freePort(), isDurable, options));
    }

    private static Installed install(int port, boolean isDurable, List<String> options) {
        try {
            Path home = Files.createTempDirectory("holdfast-mariadb");
            Path data = home.resolve("data");
            String user = "--user=" + System.getProperty("user.name"); // root has to be named, or is refused
            List<String> make =
                    List.of("--no-defaults", "--datadir=" + data, user, "--skip-test-db", "--skip-name-resolve");
            run(home, command("mariadb-install-db", make));
            Path schema = Files.writeString(home.resolve("schema.sql"), SCHEMA);
            List<String> start = new ArrayList<>(List.of(
                    "--no-defaults",
                    "--datadir=" + data,
                    user,
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--socket=" + home.resolve("socket"),
                    "--pid-file=" + home.resolve("pid"),
                    "--init-file=" + schema,
                    "--skip-name-resolve",
                    "--skip-log-bin",
                    "--max-connections=200",
                    "--innodb-flush-log-at-trx-commit=" + (isDurable ? 1 : 0)));
            start.addAll(options);
            return new Installed(home, command("mariadbd", start), port, url(port, "holdfast", "holdfast"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "MariaDB is needed: install its server, or name it in holdfast.test.mariadb", e);
        }
    }

    /**
     * One that may lose what it acknowledged when it is killed.
     *
     * @param options of mariadbd, such as {@code "--max-allowed-packet=64M"}
     */
    public static MariaDbProcess start(String... options) {
        return new MariaDbProcess(false, List.of(options));
    }

    /** One that keeps what it acknowledged, as in real life. */
    public static MariaDbProcess startDurable() {
        return new MariaDbProcess(true, List.of());
    }

    private static List<String> command(String program, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(program("holdfast.test.mariadb", program, USUAL));
        command.addAll(options);
        return command;
    }

    /** Its database; the user {@code holdfast} with the same password may do everything. */
    public String url(String user, String password) {
        return url(port(), user, password);
    }

    private static String url(int port, String user, String password) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/holdfast?user=" + user + "&password=" + password;
    }
}
