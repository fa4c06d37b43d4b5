package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.web.ServletHost.RunningServer;
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
class ServletFaceFixture {

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

    @AfterEach
    void stop() {
        servers.forEach(RunningServer::close);
        assertThat(application.failures).isEmpty();
    }
}
