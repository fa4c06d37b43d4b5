package io.holdfast.it.spring;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Spring puts into a session by itself is there on the other server too. */
@EveryServer
class SpringOnTwoServersIT {

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return SpringApplication.warWithMutex("example.war");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return SpringApplication.warWithMutex("example.war");
    }

    @BeforeEach
    void aVisitBeginsOnA() {
        HttpResponse<String> answer = visitor.ask(A, "spring/visit/begin?guest=ada");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/spring/visit/hall"));
    }

    @Test
    void aFlashAttributeIsShownOnceByWhicheverServer() {
        assertThat(visitor.read(B, "spring/visit/hall")).isEqualTo("ada: welcome");
        assertThat(visitor.read(A, "spring/visit/hall")).isEqualTo("ada: null");
    }

    @Test
    void aBeanOfTheSessionIsDestroyedByWhicheverServerEndsIt() {
        assertThat(visitor.read(B, "spring/visit/ended")).doesNotContain("ada");
        visitor.read(B, "spring/visit/end");
        assertThat(visitor.read(B, "spring/visit/ended")).contains("ada");
    }
}
