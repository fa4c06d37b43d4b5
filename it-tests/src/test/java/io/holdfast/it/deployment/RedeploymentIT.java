package io.holdfast.it.deployment;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.session.WatchServlet;
import io.holdfast.it.harness.deployment.Example;
import io.holdfast.it.harness.http.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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

    /** What one garbage collection frees may be what kept something until the next. */
    private static final int COLLECTIONS = 10;

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
        visitor.read(A, "api/login?user=ada&api=cdi");
        visitor.read(A, "api/hit?api=cdi");
        assertThat(watching("threads")).contains("holdfast");
        deployer.undeploy("build 1");

        assertThat(watching("threads")).isEqualTo("[]");
    }

    /** A thread of WildFly refers to the first and to the last request that it ran: let those be other ones. */
    @Test
    void undeploymentLeavesNoClassLoader() {
        awaitNoClassLoader(); // those of earlier tests' deployments
        deployer.deploy("build 1");
        visitor.read(A, "api/login?user=ada&api=cdi");
        visitor.read(A, "api/hit?api=cdi");
        visitor.read(A, "api/hit");
        assertThat(watching("classes")).isEqualTo("1");
        deployer.undeploy("build 1");

        awaitNoClassLoader();
    }

    private static void awaitNoClassLoader() {
        assertThat(Stream.generate(RedeploymentIT::countClassLoaders).limit(COLLECTIONS))
                .contains("0");
    }

    private static String countClassLoaders() {
        occupyThreads();
        return watching("classes");
    }

    private static void occupyThreads() {
        List<CompletableFuture<HttpResponse<String>>> meeting = new ArrayList<>();
        for (int i = 0; i < WatchServlet.MEETING; i++) {
            meeting.add(new Visitor().begin(A, "/watch/meet"));
        }
        meeting.forEach(met -> assertThat(met.join().body()).isEqualTo("met"));
    }
}
