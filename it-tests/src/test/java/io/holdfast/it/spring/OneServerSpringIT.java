package io.holdfast.it.spring;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.http.Rounds;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Spring locks of a session keeps other requests of this server out, as in a container without Holdfast. */
@EveryServer
@Timeout(600)
class OneServerSpringIT {

    private final Visitor visitor = new Visitor();

    @Deployment(name = "with-mutex-on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive withMutexOnA() {
        return SpringApplication.warWithMutex("example.war");
    }

    @Deployment(name = "with-mutex-on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive withMutexOnB() {
        return SpringApplication.warWithMutex("example.war");
    }

    @Deployment(name = "without-on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive withoutOnA() {
        return SpringApplication.war("without.war");
    }

    @Deployment(name = "without-on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive withoutOnB() {
        return SpringApplication.war("without.war");
    }

    @Test
    void theListenersMutexIsTheLockAndWithoutItTheSessionIs() {
        assertThat(visitor.read(A, "/example/spring/count/lock")).isEqualTo("an attribute");
        assertThat(visitor.read(B, "/example/spring/count/lock")).isEqualTo("an attribute");
        assertThat(new Visitor().read(A, "/without/spring/count/lock")).isEqualTo("the session");
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({
        "/example/spring/count/locked",
        "/example/in-turn/count/plain",
        "/without/spring/count/locked",
        "/without/in-turn/count/plain"
    })
    void noIncrementUnderTheLockIsLost(String path) {
        visitor.read(A, path + "?add=0");
        Rounds.ask(visitor, Rounds.MANY, path + "?add=1", A);
        int all = Rounds.AT_ONCE * Rounds.MANY;
        String counted = "attribute " + all + ", bean " + all;
        assertThat(visitor.read(A, path + "?add=0")).as("where they were made").isEqualTo(counted);
        assertThat(visitor.read(B, path + "?add=0")).as("on the other server").isEqualTo(counted);
    }
}
