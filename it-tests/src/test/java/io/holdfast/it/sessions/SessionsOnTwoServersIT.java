package io.holdfast.it.sessions;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import io.holdfast.testing.Eventually;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
class SessionsOnTwoServersIT {

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return TrialApplication.war();
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return TrialApplication.war();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "cdi"})
    void whatOneServerWroteTheOtherReadsAndWritesOn(String api) {
        String query = "?api=" + api;
        visitor.read(A, "api/login" + query + "&user=ada");
        for (int i = 1; i < 20; i += 2) {
            assertThat(visitor.read(B, "api/hit" + query)).contains("\"user\":\"ada\",\"counter\":" + i);
            assertThat(visitor.read(A, "api/hit" + query)).contains("\"user\":\"ada\",\"counter\":" + (i + 1));
        }
        assertThat(visitor.read(B, "api/read" + query)).contains("\"counter\":20");
    }

    @Test
    void theServerThatAnswersARedirectFindsWhatWasWrittenBeforeIt() {
        for (int i = 0; i < 100; i++) {
            URI from = i % 2 == 0 ? A : B;
            String to = (i % 2 == 0 ? B : A).resolve("trial/attributes?" + i).toString();
            HttpResponse<String> redirect = visitor.ask(from, "trial/redirect?to=" + to);
            assertThat(redirect.statusCode()).isEqualTo(302);
            URI location = URI.create(redirect.headers().firstValue("location").orElseThrow());
            assertThat(visitor.read(location, location.toString())).contains("redirected=" + to);
        }
    }

    @Test
    void aLogoutOnOneServerIsALogoutOnTheOtherEvenWithASaveInFlight() {
        visitor.read(A, "api/login?user=ada");
        CompletableFuture<HttpResponse<String>> held = visitor.begin(A, "trial/hold?value=change");
        Visitor sameBrowser = visitor.twin();
        awaitHeld(sameBrowser);
        assertThat(sameBrowser.read(B, "api/logout")).contains("\"user\":null");
        new Visitor().read(A, "trial/release");
        held.join();
        assertThat(visitor.twin().read(A, "api/read")).contains("\"user\":null");
        assertThat(visitor.twin().read(B, "api/read")).contains("\"user\":null");
    }

    /** The held request changes nothing before it is let go, so it is waited for by its server's own word. */
    private static void awaitHeld(Visitor browser) {
        Eventually.answer(
                "the request is held", Duration.ofSeconds(30), () -> browser.read(A, "trial/held"), "yes"::equals);
    }

    @Test
    void aChangeUnderWayIsKeptThoughTheOtherServerChangesTheIdMeanwhile() {
        visitor.read(A, "api/login?user=ada");
        for (int round = 0; round < 25; round++) {
            CompletableFuture<HttpResponse<String>> held = visitor.twin().begin(A, "trial/hold?value=" + round);
            awaitHeld(visitor.twin());
            visitor.read(B, "trial/change-id");
            new Visitor().read(A, "trial/release");
            assertThat(held.join().statusCode()).isEqualTo(200);
            assertThat(visitor.read(round % 2 == 0 ? A : B, "trial/attributes")).contains("late=" + round + "\n");
        }
    }

    @Test
    void parallelRequestsOnTwoServersLoseNeitherOfTheAttributesTheyChange() {
        visitor.read(A, "api/login?user=ada");
        for (int round = 0; round < 1000; round++) {
            CompletableFuture<HttpResponse<String>> left = visitor.begin(A, "trial/set?name=left&value=" + round);
            CompletableFuture<HttpResponse<String>> right = visitor.begin(B, "trial/set?name=right&value=" + round);
            assertThat(left.join().statusCode()).isEqualTo(200);
            assertThat(right.join().statusCode()).isEqualTo(200);
            assertThat(visitor.read(round % 2 == 0 ? A : B, "trial/attributes"))
                    .contains("left=" + round + "\n", "right=" + round + "\n");
        }
    }

    @Test
    @Tag("once")
    @Timeout(600)
    void noneOf64000IncrementsByTwoServersIsLost() {
        visitor.read(A, "api/login?user=ada");
        for (int round = 0; round < 10; round++) { // Payara closes the connection of a request that takes half a minute
            CompletableFuture<HttpResponse<String>> onA = visitor.begin(A, "trial/increment?threads=32&times=100");
            CompletableFuture<HttpResponse<String>> onB = visitor.begin(B, "trial/increment?threads=32&times=100");
            assertThat(onA.join().statusCode()).isEqualTo(200);
            assertThat(onB.join().statusCode()).isEqualTo(200);
        }
        assertThat(visitor.read(B, "trial/attributes")).contains("count=64000\n");
    }
}
