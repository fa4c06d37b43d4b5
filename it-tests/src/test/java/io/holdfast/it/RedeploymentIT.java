package io.holdfast.it;

import static io.holdfast.it.Example.A;
import static io.holdfast.it.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.trial.WatchServlet;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@RunAsClient
@ExtendWith(ArquillianExtension.class)
class RedeploymentIT {

    @ArquillianResource
    private Deployer deployer;

    private final Visitor visitor = new Visitor();

    @Deployment(name = "build 1", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive first() {
        return build(1);
    }

    /** On the other server, for Arquillian will not have two archives of one name on one. */
    @Deployment(name = "build 2", managed = false, testable = false)
    @TargetsContainer("b")
    static WebArchive second() {
        return build(2);
    }

    @Deployment(name = "watch", testable = false)
    @TargetsContainer("a")
    static WebArchive watch() {
        return ShrinkWrap.create(WebArchive.class, "watch.war").addClass(WatchServlet.class);
    }

    private static WebArchive build(int number) {
        return Example.war()
                .add(new ByteArrayAsset(ClassVersion.compile(number)), "WEB-INF/classes/trial/Profile.class");
    }

    private static String watching(String what) {
        return new Visitor().read(A, "/watch/" + what);
    }

    @Test
    void aChangedClassCostsItsAttributeAndNothingElseAndNotForEver() {
        deployer.deploy("build 1");
        visitor.read(A, "api/login?user=ada");
        visitor.read(A, "trial/make?class=" + ClassVersion.NAME);
        assertThat(visitor.read(A, "trial/attributes")).contains("made=profile of build 1");
        deployer.undeploy("build 1");

        deployer.deploy("build 2");
        assertThat(visitor.read(B, "api/hit")).contains("\"user\":\"ada\",\"counter\":1");
        assertThat(visitor.read(B, "trial/attributes")).contains("made=null");
        deployer.undeploy("build 2");

        deployer.deploy("build 1");
        assertThat(visitor.read(A, "trial/attributes")).contains("made=profile of build 1");
        deployer.undeploy("build 1");
    }

    @Test
    void undeploymentLeavesNoThread() {
        deployer.deploy("build 1");
        visitor.read(A, "api/login?user=ada&face=cdi");
        visitor.read(A, "api/hit?face=cdi");
        assertThat(watching("threads")).contains("holdfast");
        deployer.undeploy("build 1");

        assertThat(watching("threads")).isEqualTo("[]");
    }

    /** The server's own idle threads may keep the last request's objects until they end, after a minute. */
    @Test
    void undeploymentLeavesNoClassLoader() {
        deployer.deploy("build 1");
        visitor.read(A, "api/login?user=ada&face=cdi");
        visitor.read(A, "api/hit?face=cdi");
        visitor.read(A, "api/hit");
        assertThat(watching("classes")).isEqualTo("1");
        deployer.undeploy("build 1");

        long patience = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!watching("classes").equals("0")) {
            assertThat(System.nanoTime())
                    .as("time until the class loader is gone")
                    .isLessThan(patience);
        }
    }
}
