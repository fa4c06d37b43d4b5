package io.holdfast.it.harness.server;

import io.holdfast.it.app.health.HealthServlet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;

/** What an application has to bring along where its server lacks it. Stateless. */
final class Libraries {

    private static final String SERVLET = HealthServlet.class.getName().replace('.', '/') + ".class";

    private Libraries() {}

    /**
     * A copy of a WAR with something that answers for its health, and with libraries.
     *
     * @param folder where the copy is to be; one of the same name goes
     */
    static Path added(Path archive, Path folder, List<Path> libraries) throws IOException {
        Path complete = Files.copy(
                archive,
                Files.createDirectories(folder).resolve(archive.getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
        if (!complete.toString().endsWith(".war")) {
            return complete;
        }
        try (FileSystem inside = FileSystems.newFileSystem(complete)) {
            Path servlet = inside.getPath("WEB-INF/classes", SERVLET);
            Files.createDirectories(servlet.getParent());
            try (InputStream code = Objects.requireNonNull(HealthServlet.class.getResourceAsStream("/" + SERVLET))) {
                Files.copy(code, servlet); // in a library GlassFish does not find it
            }
            Path target = Files.createDirectories(inside.getPath("WEB-INF/lib"));
            Files.copy(Jars.of(HealthCheck.class), target.resolve("microprofile-health-api.jar"));
            for (Path each : libraries) {
                Files.copy(each, target.resolve(each.getFileName().toString()));
            }
        }
        return complete;
    }
}
