package io.holdfast.it.sessions;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.servlet.AsyncServlet;
import io.holdfast.it.app.servlet.DispatchServlet;
import io.holdfast.it.app.servlet.NotesEndpoint;
import io.holdfast.it.app.servlet.NotesUpgrade;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session in everything that a servlet container does with a request; what one server noted the other shows. */
@EveryServer
class ServletSessionsIT {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <error-page><error-code>418</error-code><location>/error-page</location></error-page>
              <error-page><exception-type>jakarta.servlet.ServletException</exception-type>
                <location>/error-page</location></error-page>
            </web-app>
            """;
    private static final String JSP = """
            <%@ page contentType="text/plain" session="true" %>
            <% session.setAttribute("notes", session.getAttribute("notes") + "p"); %>
            by EL ${sessionScope.notes}, by script <%= session.getAttribute("notes") %>
            """;

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return application();
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return application();
    }

    private static WebArchive application() {
        return TrialApplication.war("example.war")
                .addPackage(AsyncServlet.class.getPackage())
                .addClasses(DispatchServlet.class, NotesUpgrade.class, NotesEndpoint.class)
                .setWebXML(new StringAsset(WEB_XML))
                .addAsWebResource(new StringAsset(JSP), "page.jsp");
    }

    @BeforeEach
    void begin() {
        visitor.read(B, "note?letter=0");
    }

    private void assertNoted(String notes) {
        assertThat(visitor.read(B, "show")).isEqualTo("notes " + notes);
    }

    @ParameterizedTest
    @CsvSource({
        "original, dispatched, 0ad",
        "same, dispatched, 0ad",
        "elsewhere, notes 0a, 0a",
        "complete, completed, 0ac",
        "timeout, timed out, 0at"
    })
    void anAsynchronousRequestHasItToItsEnd(String way, String answer, String notes) {
        assertThat(visitor.read(A, "async/" + way)).isEqualTo(answer);
        assertNoted(notes);
    }

    @Test
    void aForwardHasIt() {
        visitor.read(A, "forward");
        assertNoted("0fg");
    }

    @Test
    void anIncludeHasIt() {
        assertThat(visitor.read(A, "include")).isEqualTo("notes 0ij");
        assertNoted("0ij");
    }

    @Test
    void theErrorPageOfAStatusHasIt() {
        assertThat(visitor.ask(A, "send-error").body()).isEqualTo("error page 0se");
        assertNoted("0se");
    }

    @Test
    void theErrorPageOfAnExceptionHasIt() {
        assertThat(visitor.ask(A, "throw").body()).isEqualTo("error page 0xe");
        assertNoted("0xe");
    }

    @Test
    void aPageOfServerPagesHasItInExpressionsAndScripts() {
        assertThat(visitor.read(A, "page.jsp").trim()).isEqualTo("by EL 0p, by script 0p");
        assertNoted("0p");
    }

    @Test
    void anUploadHasIt() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"letter\"\r\n\r\nm\r\n--b--\r\n";
        HttpRequest upload = HttpRequest.newBuilder(A.resolve("part"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .header("Cookie", "JSESSIONID=" + visitor.cookie())
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(upload, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertNoted("0m");
    }

    @Tag("upgrade")
    @Test
    void anUpgradedConnectionBeginsWithIt() throws IOException {
        try (Socket socket = new Socket(A.getHost(), A.getPort())) {
            String request = "GET /example/upgrade HTTP/1.1\r\nHost: " + A.getAuthority()
                    + "\r\nConnection: Upgrade\r\nUpgrade: notes\r\nCookie: JSESSIONID=" + visitor.cookie()
                    + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 101");
            String line = answer.readLine();
            while (!line.isEmpty()) {
                line = answer.readLine();
            }
            assertThat(answer.readLine()).isEqualTo("0u");
        }
        assertNoted("0u");
    }

    @Test
    void theHandshakeOfAWebSocketHasIt() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", "JSESSIONID=" + visitor.cookie())
                .buildAsync(URI.create("ws://" + A.getAuthority() + "/example/socket"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
                        first.complete(text.toString());
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("notes 0");
        socket.abort();
    }
}
