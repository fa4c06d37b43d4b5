package io.holdfast.it.deployment;

import static io.holdfast.it.harness.deployment.Example.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.BeansApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.it.harness.server.ServerLog;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What an operator reads when an application comes and goes. */
@EveryServer
class DeploymentLogIT {

    private static final Pattern STACK_TRACE = Pattern.compile("^\\s+at \\S+\\(.*");
    private static final Pattern ALARM_OF_HOLDFAST =
            Pattern.compile("(?i).*(WARN|ERROR|SEVERE).*holdfast.*|.*holdfast.*(WARN|ERROR|SEVERE).*");

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "shop", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive shop() {
        return BeansApplication.war("shop.war");
    }

    @Test
    void anApplicationComesAndGoesWithoutStackTracesAndWarnings() {
        ServerLog log = new ServerLog("a");
        deployer.deploy("shop");
        new Visitor().read(A, "/shop/beans/change?item=x");
        deployer.undeploy("shop");
        assertThat(log.lines())
                .noneMatch(line -> STACK_TRACE.matcher(line).matches())
                .noneMatch(line -> ALARM_OF_HOLDFAST.matcher(line).matches());
    }
}
