package io.holdfast.it.deployment;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.BeansApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Session beans on two servers of different makes. */
@EveryServer
@Tag("two-makes")
class TwoMakesIT {

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return BeansApplication.war("shop.war");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return BeansApplication.war("shop.war");
    }

    @Test
    void beansThatReferToNothingOfTheirContainerGoOnAndTheOthersAreKeptForEachMake() {
        visitor.read(A, "/shop/beans/change?item=x");
        assertThat(visitor.read(B, "/shop/beans/show?by=b"))
                .startsWith("[] for 0")
                .endsWith("voucher 1, notes x and x, page x");
        visitor.read(B, "/shop/beans/change?item=y");
        assertThat(visitor.read(A, "/shop/beans/show?by=a"))
                .startsWith("[x] for 1")
                .endsWith("voucher 2, notes xy and xy, page y");
        assertThat(visitor.read(B, "/shop/beans/show?by=b"))
                .startsWith("[y] for 1")
                .endsWith("voucher 2, notes xy and xy, page y");
    }
}
