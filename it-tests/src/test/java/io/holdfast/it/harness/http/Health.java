package io.holdfast.it.harness.http;

import io.holdfast.it.harness.process.Nodes;
import io.holdfast.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the servers' health checks say of the nodes. */
public final class Health {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern STATE =
            Pattern.compile("\"name\":\"holdfast-node-([^\"]*)\"[^}]*\"state\":\"([A-Z]*)\"");

    private Health() {}

    /** Returns when both servers say of all nodes that they are in that state. */
    public static void awaitAllNodes(String state) {
        for (String server : List.of("server-a", "server-b")) {
            URI ready = URI.create(System.getProperty(server + ".health")).resolve("health/ready");
            Eventually.answer(
                    "all nodes of " + server + " are " + state,
                    Duration.ofSeconds(30),
                    () -> get(ready),
                    answer -> allNodesAre(state, answer));
        }
    }

    private static boolean allNodesAre(String state, String answer) {
        Matcher found = STATE.matcher(answer);
        int nodes = 0;
        while (found.find()) {
            if (!found.group(2).equals(state)) {
                return false;
            }
            nodes++;
        }
        return nodes == Nodes.count();
    }

    private static String get(URI uri) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
