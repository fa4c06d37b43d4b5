package io.holdfast.it.harness.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Requests of one visitor that are under way at the same time; each round is begun when the one before is answered. */
public final class Rounds {

    public static final int AT_ONCE = 8;
    /** Fewer in the usual build and on all servers: a thousand take up to a minute on two busy processors. */
    public static final int MANY = Integer.getInteger("increments.rounds", 1000);

    private Rounds() {}

    /** Asks the servers in turn. */
    public static void ask(Visitor visitor, int rounds, String path, URI... servers) {
        for (int round = 0; round < rounds; round++) {
            List<CompletableFuture<HttpResponse<String>>> begun = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> visitor.begin(servers[i % servers.length], path))
                    .toList();
            assertThat(begun)
                    .as("round %d", round)
                    .extracting(each -> each.join().statusCode())
                    .containsOnly(200);
        }
    }
}
