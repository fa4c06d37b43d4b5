package io.holdfast.server;

import io.holdfast.server.bare.HealthServlet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** What an application has to bring along where its server lacks it. Stateless. */
final class Libraries {

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
            Path target = Files.createDirectories(inside.getPath("WEB-INF/lib"));
            try (InputStream servlet = healthServlet()) {
                Files.copy(servlet, target.resolve("health.jar"));
            }
            Files.copy(Jars.of(HealthCheck.class), target.resolve("microprofile-health-api.jar"));
            for (Path each : libraries) {
                Files.copy(each, target.resolve(each.getFileName().toString()));
            }
        }
        return complete;
    }

    private static InputStream healthServlet() {
        return ShrinkWrap.create(JavaArchive.class)
                .addClass(HealthServlet.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml")
                .as(ZipExporter.class)
                .exportAsInputStream();
    }
}
