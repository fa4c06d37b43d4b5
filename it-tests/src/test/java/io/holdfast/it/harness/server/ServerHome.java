package io.holdfast.it.harness.server;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a server stands on.
 *
 * @param home where its make is unpacked, or the file that it is
 * @param folder for what belongs to this server only; made if missing
 * @param name of the server, which applications may show
 * @param portOffset what is added to the usual ports, 8080 for HTTP
 * @param properties system properties for its Java
 */
public record ServerHome(Path home, Path folder, String name, int portOffset, Map<String, String> properties) {

    private static final int USUAL_HTTP_PORT = 8080;

    int httpPort() {
        return USUAL_HTTP_PORT + portOffset;
    }
}
