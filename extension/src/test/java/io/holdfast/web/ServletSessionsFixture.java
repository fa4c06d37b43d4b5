package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.web.ServletHost.RunningServer;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One application on one real container, its sessions on three fake nodes, and a browser. */
@ParameterizedClass
@EnumSource(ServletHost.class)
class ServletSessionsFixture {

    @Parameter
    ServletHost host;

    @TempDir
    Path directory;

    final TestNodes nodes = new TestNodes();
    final WebApplication application = new WebApplication();
    final Browser browser = new Browser();

    private final List<RunningServer> servers = new ArrayList<>();
    private String base = "";

    /** Starts the application as it is now; {@link #url} then leads to it. */
    void start() {
        base = start(application);
    }

    /** Starts the application as if what the integration needs were not there. */
    void startWithoutSessions() {
        RunningServer server = host.start(application, directory);
        servers.add(server);
        base = server.base();
    }

    /** Starts another server of the same nodes and answers where. */
    String start(WebApplication other) {
        RunningServer server = host.start(other.sessionsFrom(nodes.engine(), nodes.clock), directory);
        servers.add(server);
        return server.base();
    }

    String url(String path) {
        return base + path;
    }

    String read(String path) {
        return browser.read(url(path));
    }

    /** A page that is an attribute of the session, or none where there is no session. */
    static WebApplication.Page showing(String attribute) {
        return (request, response) -> {
            HttpSession session = request.getSession(false);
            response.getWriter().print(session == null ? "none" : session.getAttribute(attribute));
        };
    }

    static void assertTryAgain(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After").orElse("")).isIn("2", "3", "4");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(response.body()).isEqualTo("Your session cannot be reached at the moment. Please try again.\n");
    }

    @AfterEach
    void stop() {
        servers.forEach(RunningServer::close);
        assertThat(application.failures).isEmpty();
    }
}
