package io.holdfast.it.applications;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** PrimeFaces 14 on MyFaces, which the WAR brings. */
@Tag("in-full")
class PrimeFacesOnMyFacesIT extends PrimeFacesContract {

    @Deployment(name = "without", testable = false)
    @TargetsContainer("a")
    static WebArchive without() {
        return Application.without("primefaces-myfaces");
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Application.with("primefaces-myfaces");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Application.with("primefaces-myfaces");
    }
}
