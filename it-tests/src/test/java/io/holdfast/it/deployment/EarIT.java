package io.holdfast.it.deployment;

import static io.holdfast.it.harness.deployment.BeansApplication.shows;
import static io.holdfast.it.harness.deployment.Example.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.BeansApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two web applications in one archive. Payara Micro and Tomcat take none. */
@EveryServer
@Tag("ear")
class EarIT {

    @Deployment(name = "ear", testable = false)
    @TargetsContainer("a")
    static EnterpriseArchive ear() {
        return ShrinkWrap.create(EnterpriseArchive.class, "both.ear")
                .addAsModule(BeansApplication.war("left.war"))
                .addAsModule(BeansApplication.war("right.war"));
    }

    @Test
    void theWebApplicationsOfAnEarHaveSessionsOfTheirOwn() {
        Visitor left = new Visitor();
        Visitor right = new Visitor();
        left.read(A, "/left/beans/change?item=l");
        right.read(A, "/right/beans/change?item=r");
        left.read(A, "/left/beans/change?item=l");
        assertThat(left.read(A, "/left/beans/show?by=a")).isEqualTo(shows(2, "ll", "a"));
        assertThat(right.read(A, "/right/beans/show?by=a")).isEqualTo(shows(1, "r", "a"));
        assertThat(left.twin().read(A, "/right/beans/show?by=a")).startsWith("[] for 0");
    }
}
