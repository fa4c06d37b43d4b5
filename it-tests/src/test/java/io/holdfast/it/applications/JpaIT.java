package io.holdfast.it.applications;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Detached entities in an attribute and in a session bean: Hibernate on WildFly, EclipseLink on Payara. */
@Tag("jpa")
class JpaIT extends ApplicationContract {

    @Deployment(name = "without", testable = false)
    @TargetsContainer("a")
    static WebArchive without() {
        return Application.without("jpa");
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Application.with("jpa");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Application.with("jpa");
    }

    @Override
    List<Step> trip() {
        return List.of(
                order("do=begin"),
                order("do=show"),
                order("do=add&article=bread"),
                order("do=show"),
                order("do=show"),
                order("do=add&article=butter"),
                order("do=show"),
                order("do=begin"),
                order("do=show"));
    }

    private static Step order(String what) {
        return browser -> browser.open("order?" + what).body();
    }
}
