package io.holdfast.it.nodes;

import static io.holdfast.it.harness.deployment.Example.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.it.harness.deployment.Example;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import io.holdfast.testing.ScriptedPeer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Node lists that are wrong, each in another way. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WrongNodesIT {

    private static final URI MANAGEMENT = URI.create(System.getProperty("server-a.health"));

    private static final ScriptedPeer WEB_SERVER = ScriptedPeer.answering(line -> "HTTP/1.1 400 Bad Request\r\n");

    /** A memcached before 1.6 knows no meta commands. */
    private static final ScriptedPeer OLD_MEMCACHED = ScriptedPeer.answering(line -> "ERROR");

    private static final String UNRESOLVABLE = "x=no-such-host.invalid:11211";
    private static final String REFUSING = "y=127.0.0.1:" + MemcachedProcess.freePort();
    private static final String STRANGER = "z=127.0.0.1:" + WEB_SERVER.port();
    private static final String OLD = "old=127.0.0.1:" + OLD_MEMCACHED.port();

    private static final Pattern EACH_FOR_ITS_REASON = Pattern.compile(saying("x", "host name cannot be resolved")
            + saying("y", "connection refused")
            + saying("z", "not a memcached with meta commands")
            + saying("old", "not a memcached with meta commands"));

    private static String saying(String node, String cause) {
        return "(?=.*\"holdfast-node-" + node + "\"[^}]*" + cause + ")";
    }

    @ArquillianResource
    private Deployer deployer;

    private final Visitor visitor = new Visitor();

    @Deployment(name = "all wrong", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive allWrong() {
        return Example.war(
                "all-wrong.war", "holdfast.nodes=" + String.join(",", UNRESOLVABLE, REFUSING, STRANGER, OLD));
    }

    @Deployment(name = "one right", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive oneRight() {
        return Example.war(
                "one-right.war",
                "holdfast.nodes="
                        + String.join(",", "right=127.0.0.1:" + Nodes.get(0).port(), UNRESOLVABLE, STRANGER));
    }

    @Deployment(name = "nonsense", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive nonsense() {
        return Example.war(
                "nonsense.war", "holdfast.nodes=a=mc1:99999,,b", "holdfast.copies=0", "holdfast.no-such-key=1");
    }

    @Deployment(name = "keyless", managed = false, testable = false)
    @TargetsContainer("a")
    static WebArchive keyless() {
        return Example.bare("keyless.war", "holdfast.nodes=" + Nodes.setting());
    }

    @AfterAll
    static void hangUp() {
        WEB_SERVER.close();
        OLD_MEMCACHED.close();
    }

    @Test
    void whereNoNodeCanBeUsedHealthSaysOfEachWhyAndBrowsersAreAskedToComeBack() {
        deployer.deploy("all wrong");
        try {
            HttpResponse<String> answer = visitor.ask(A, "api/login?user=ada");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();

            HttpResponse<String> ready = Eventually.answer( // a busy server hears some of them too late at first
                    "a reason for each node",
                    Duration.ofSeconds(30),
                    () -> visitor.ask(MANAGEMENT, "health/ready"),
                    said -> EACH_FOR_ITS_REASON.matcher(said.body()).find());
            assertThat(ready.statusCode()).isEqualTo(503);
        } finally {
            deployer.undeploy("all wrong");
        }
    }

    @Test
    void oneRightNodeIsEnoughToServe() {
        Nodes.ensureRunning(0);
        deployer.deploy("one right");
        try {
            visitor.read(A, "api/login?user=ada");
            assertThat(visitor.read(A, "api/hit")).contains("\"user\":\"ada\",\"counter\":1");
        } finally {
            deployer.undeploy("one right");
        }
    }

    @Test
    void withoutASecretKeyDeploymentFailsAndSaysHowToMakeOne() {
        assertThatThrownBy(() -> deployer.deploy("keyless"))
                .hasStackTraceContaining("holdfast.keys")
                .hasStackTraceContaining("openssl rand -base64 32");
    }

    @Test
    void nonsenseInTheConfigurationIsToldAllAtOnceAtDeployment() {
        assertThatThrownBy(() -> deployer.deploy("nonsense"))
                .hasStackTraceContaining("holdfast.nodes")
                .hasStackTraceContaining("99999")
                .hasStackTraceContaining("holdfast.copies")
                .hasStackTraceContaining("holdfast.no-such-key");
    }
}
