package io.holdfast.it.deployment;

import static io.holdfast.it.harness.deployment.Example.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.session.WatchServlet;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that is deployed and undeployed again and again, and used in between. */
@EveryServer
class RepeatedDeploymentIT {

    private static final int TIMES = 20;

    /**
     * Idle threads and caches of servers hold on to some that they ran; Open Liberty to 4 of 20, and to 6 where
     * Holdfast is not in them. A leak holds all.
     */
    private static final int HELD_BY_SERVER = 5;

    private static final int COLLECTIONS = 10;

    @ArquillianResource
    private Deployer deployer;

    private final Visitor visitor = new Visitor();

    @Deployment(name = "again", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive again() {
        return TrialApplication.war();
    }

    @Deployment(name = "watch", testable = false)
    @TargetsContainer("a")
    static WebArchive watch() {
        return ShrinkWrap.create(WebArchive.class, "watch.war").addClass(WatchServlet.class);
    }

    private static String watching(String what) {
        return new Visitor().read(A, "/watch/" + what);
    }

    @Test
    @Timeout(600)
    void itLeavesNeitherThreadsNorClassLoaders() {
        for (int i = 1; i <= TIMES; i++) {
            deployer.deploy("again");
            if (i == 1) {
                visitor.read(A, "api/login?user=ada&api=cdi");
            }
            assertThat(visitor.read(A, "api/hit?api=cdi")).contains("\"user\":\"ada\",\"counter\":" + i);
            visitor.read(A, "trial/set?name=round&value=" + i);
            deployer.undeploy("again");
        }
        assertThat(watching("threads")).isEqualTo("[]");
        assertThat(Stream.generate(() -> Long.valueOf(watching("classes"))).limit(COLLECTIONS))
                .anyMatch(left -> left <= HELD_BY_SERVER);
    }
}
