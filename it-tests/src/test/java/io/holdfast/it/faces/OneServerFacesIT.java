package io.holdfast.it.faces;

import static io.holdfast.it.harness.deployment.Example.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests of a Faces page's script that are under way at the same time change one bean. */
@EveryServer
@Tag("faces")
class OneServerFacesIT {

    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 100;

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return FacesApplication.war();
    }

    @Test
    void noClickOfAnAjaxRequestIsLost() {
        FacesPage page = FacesPage.open(visitor, A, "clicks.xhtml");
        for (int round = 0; round < ROUNDS; round++) {
            FacesPage pressed = page;
            List<CompletableFuture<HttpResponse<String>>> begun = Stream.generate(() -> pressed.beginAjax(A, "add"))
                    .limit(AT_ONCE)
                    .toList();
            assertThat(begun)
                    .as("round %d", round)
                    .allSatisfy(each -> assertThat(each.join().body()).contains("<update id=\"shown\">"));
            page = page.with(begun.get(AT_ONCE - 1).join());
        }
        assertThat(FacesPage.open(visitor, A, "clicks.xhtml").shown()).isEqualTo("clicks " + AT_ONCE * ROUNDS);
    }
}
