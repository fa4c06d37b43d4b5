package io.holdfast.tck;

import java.io.File;
import java.util.List;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.event.container.BeforeDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.asset.ArchiveAsset;
import org.jboss.shrinkwrap.api.asset.FileAsset;

/**
 * Adds Holdfast's jar, those it needs and its settings to each web application before it is deployed. An
 * {@code ApplicationArchiveProcessor} is not asked for archives without tests in them, which most of the TCK's are.
 */
public final class HoldfastInArchives {

    private final List<File> jars = jars();
    private final File settings = new File(System.getProperty("holdfast.mpconfig"));

    /** For Arquillian. */
    public HoldfastInArchives() {}

    void add(@Observes BeforeDeploy event) {
        DeploymentDescription deployment = event.getDeployment();
        if (deployment.isArchiveDeployment()) {
            Archive<?> withTests = deployment.getTestableArchive();
            addTo(withTests != null ? withTests : deployment.getArchive());
        }
    }

    private void addTo(Archive<?> archive) {
        if (archive.getName().endsWith(".war")) {
            jars.forEach(jar -> archive.add(new FileAsset(jar), "/WEB-INF/lib/" + jar.getName()));
            archive.add(new FileAsset(settings), "/WEB-INF/classes/META-INF/microprofile-config.properties");
            return;
        }
        for (Node node : archive.getContent().values()) {
            if (node.getAsset() instanceof ArchiveAsset nested) {
                addTo(nested.getArchive());
            }
        }
    }

    private static List<File> jars() {
        File folder = new File(System.getProperty("holdfast.libs"));
        File[] found = folder.listFiles((in, name) -> name.endsWith(".jar"));
        if (found == null || found.length == 0) {
            throw new IllegalStateException("There are no jars in " + folder + "; run it-tests/cdi-tck");
        }
        return List.of(found);
    }
}
