package io.holdfast.it.applications;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** PrimeFaces 14 on Mojarra: the server's own, or one in the WAR where a server has no Faces. */
class PrimeFacesOnMojarraIT extends PrimeFacesContract {

    private static final String APPLICATION =
            "tomcat".equals(System.getProperty("server-a.make")) ? "primefaces-mojarra" : "primefaces";

    @Deployment(name = "without", testable = false)
    @TargetsContainer("a")
    static WebArchive without() {
        return Application.without(APPLICATION);
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Application.with(APPLICATION);
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Application.with(APPLICATION);
    }
}
