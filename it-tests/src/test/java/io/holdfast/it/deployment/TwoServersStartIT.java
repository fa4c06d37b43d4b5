package io.holdfast.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TwoServersStartIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return page("the page of a");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return page("the page of b");
    }

    @Test
    void eachServerAnswersWithWhatWasDeployedOnIt(
            @ArquillianResource @OperateOnDeployment("on-a") URL a,
            @ArquillianResource @OperateOnDeployment("on-b") URL b)
            throws Exception {
        assertThat(a.getPort()).isNotEqualTo(b.getPort());
        assertThat(a.getPath()).isEqualTo(b.getPath()).isEqualTo("/page/");
        assertThat(get(a.toURI().resolve("index.txt")).body()).isEqualTo("the page of a");
        assertThat(get(b.toURI().resolve("index.txt")).body()).isEqualTo("the page of b");
    }

    @Test
    void theManagementPortOfEachServerAnswersForItsHealth() throws Exception {
        for (String server : new String[] {"server-a", "server-b"}) {
            URI health = URI.create(System.getProperty(server + ".health")).resolve("health");
            assertThat(get(health).statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private static WebArchive page(String text) {
        return ShrinkWrap.create(WebArchive.class, "page.war").addAsWebResource(new StringAsset(text), "index.txt");
    }
}
