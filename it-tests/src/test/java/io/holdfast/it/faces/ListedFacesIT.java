package io.holdfast.it.faces;

import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.it.harness.server.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Faces pages where each class that their state is of has to be known. */
@EveryServer
@Tag("one-make")
@Tag("faces")
class ListedFacesIT extends FacesContract {

    private static final String LISTED = "holdfast.classes=listed";

    /** Mojarra's composite components have them in the state of a view. */
    private static final String EXPRESSIONS = "holdfast.allowed-classes=com.sun.faces.facelets.el.*;jakarta.el.*"
            + ";org.glassfish.expressly.*;org.jboss.weld.module.web.**";

    private static final ServerLog LOG_OF_A = new ServerLog("a");

    ListedFacesIT() {
        super(LOG_OF_A);
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return FacesApplication.war(LISTED, EXPRESSIONS);
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return FacesApplication.war(LISTED, EXPRESSIONS);
    }
}
