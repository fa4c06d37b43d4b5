package io.holdfast.it.faces;

import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.it.harness.server.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Faces pages as they are by default: their state may be of any class. */
@EveryServer
@Tag("one-make")
@Tag("faces")
class FacesIT extends FacesContract {

    private static final ServerLog LOG_OF_A = new ServerLog("a");

    FacesIT() {
        super(LOG_OF_A);
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return FacesApplication.war();
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return FacesApplication.war();
    }
}
