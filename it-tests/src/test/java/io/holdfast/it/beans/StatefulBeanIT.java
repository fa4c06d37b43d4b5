package io.holdfast.it.beans;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.ejb.Pad;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session bean that is an EJB, whose state is its container's. */
@EveryServer
@Tag("ejb")
class StatefulBeanIT {

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return TrialApplication.war("example.war").addPackage(Pad.class.getPackage());
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return TrialApplication.war("example.war").addPackage(Pad.class.getPackage());
    }

    @Test
    void onOneServerItIsTheSameInEachRequest() {
        assertThat(visitor.read(A, "pad?line=x")).isEqualTo("x [x]");
        assertThat(visitor.read(A, "pad?line=y")).isEqualTo("xy [x, y]");
    }

    @Test
    void theOtherServerMakesOneOfItsOwn() {
        visitor.read(A, "pad?line=x");
        assertThat(visitor.read(B, "pad?line=y")).isEqualTo("xy [y]");
        assertThat(visitor.read(A, "pad?line=z")).isEqualTo("xyz [x, z]");
    }
}
