package io.holdfast.it.beans;

import static io.holdfast.it.harness.deployment.BeansApplication.shows;
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

/** Of one make: what containers serialise with beans of some kinds, others do not read. */
@EveryServer
@Tag("one-make")
class SessionBeansOnTwoServersIT {

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
    void beansOfEveryKindFollowTheirVisitorThereAndBack() {
        visitor.read(A, "/shop/beans/change?item=x");
        assertThat(visitor.read(B, "/shop/beans/show?by=b")).isEqualTo(shows(1, "x", "b"));
        visitor.read(B, "/shop/beans/change?item=y");
        assertThat(visitor.read(A, "/shop/beans/show?by=a")).isEqualTo(shows(2, "xy", "a"));
    }

    @Test
    void anAsynchronousDispatchChangesThemToo() {
        visitor.read(A, "/shop/beans/change?item=x");
        visitor.read(B, "/shop/beans/async?item=y");
        assertThat(visitor.read(A, "/shop/beans/show?by=a")).isEqualTo(shows(2, "xy", "a"));
    }

    @Test
    void theEndOfASessionDestroysTheBeansThatTheOtherServerMade() {
        visitor.read(A, "/shop/beans/change?item=only-here");
        visitor.read(B, "/shop/beans/end");
        assertThat(visitor.read(B, "/shop/beans/diary"))
                .containsSubsequence(
                        "session is ending", "basket [only-here] destroyed", "price 1 destroyed", "session has ended")
                .contains("notes only-here disposed of");
        assertThat(visitor.read(A, "/shop/beans/diary")).doesNotContain("basket [only-here] destroyed");
    }
}
