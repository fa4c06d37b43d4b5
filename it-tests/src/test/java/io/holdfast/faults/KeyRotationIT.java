package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.server.Ports;
import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are changed while two servers are in use, each with a file of its own, as operators do it. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class KeyRotationIT {

    private static final int USERS = 60;
    private static final int PER_SECOND = 50;
    private static final Duration ROLLOUT = Duration.ofSeconds(5);

    /** Each user asks every few seconds, and every other time it is a change. */
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(10);

    private SecretKey first = SecretKey.random("first");
    private final List<MemcachedProcess> nodes =
            IntStream.range(0, 3).mapToObj(i -> MemcachedProcess.start()).toList();
    private KeyedServer a;
    private KeyedServer b;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Wildfly.ServerHome serverHome = new Wildfly.ServerHome(
                Path.of(System.getProperty("wildfly.home")), Path.of(System.getProperty("example.war")), folder);
        Map<String, String> settings = new LinkedHashMap<>(FaultsIT.PATIENT);
        settings.put(
                "holdfast.nodes",
                IntStream.range(0, nodes.size())
                        .mapToObj(i -> "n" + i + "=127.0.0.1:" + nodes.get(i).port())
                        .collect(Collectors.joining(",")));
        settings.put("holdfast.keys-refresh", "1s");
        settings.put("holdfast.keys-rollout", ROLLOUT.toSeconds() + "s");
        int offset = Ports.freeOffset(3000);
        a = new KeyedServer(serverHome, "server-a", offset, settings, first);
        b = new KeyedServer(serverHome, "server-b", Ports.freeOffset(offset + 100), settings, first);
        a.wildfly().awaitUp(nodes.size());
        b.wildfly().awaitUp(nodes.size());
    }

    @AfterAll
    void stop() {
        a.close();
        b.close();
        nodes.forEach(MemcachedProcess::close);
    }

    private static final class UnderLoad implements LoadGenerator.Listener {
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

        @Override
        public void lost(String cookie) {}

        @Override
        public void wentWrong(User user, Step step, Outcome outcome, URI server, Reply reply) {
            wrong.add(outcome + " for " + step + " of " + user + " at port " + server.getPort() + ": " + reply.status()
                    + " " + reply.body().strip());
        }
    }

    private static void pass(Duration time) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();
    }

    @Test
    void aKeyIsReplacedUnderLoadAndNoSessionNoChangeAndNoStateIsLost() throws Exception {
        SecretKey second = SecretKey.random("second");
        List<KeyedServer> servers = List.of(a, b);
        UnderLoad listener = new UnderLoad();
        try (LoadGenerator load = new LoadGenerator(
                servers.stream().map(s -> s.wildfly().example()).toList(), 2048, listener)) {
            load.expectNewIds();
            load.begin(USERS, PER_SECOND);
            pass(LONGEST_BREAK);
            User sleeper = sleeper(load);
            String stale = Objects.requireNonNull(sleeper.cookie());
            String read = sleeper.path(Step.READ);
            listener.wrong.clear(); // until then the servers were cold

            for (KeyedServer server : servers) {
                server.take(first, second);
            }
            a.take(second, first);
            pass(ROLLOUT.plusSeconds(3)); // slower than it should be: ids go to and fro
            b.take(second, first);
            for (KeyedServer server : servers) {
                server.awaitUnused(first, LONGEST_BREAK);
            }
            assertThat(get(b, read, stale)).contains("\"" + sleeper.name() + "\"");

            for (KeyedServer server : servers) {
                server.take(second);
            }
            pass(Duration.ofSeconds(5));
            load.end();
            load.askEverybody();

            assertThat(listener.wrong).isEmpty();
            assertThat(load.users().stream().mapToInt(User::missingChanges).sum())
                    .isZero();
            assertThat(get(b, read, stale)).contains("\"user\":null");
            assertThat(Stream.of(a, b).map(KeyedServer::log))
                    .allSatisfy(log -> assertThat(log)
                            .content()
                            .contains("Session keys were reloaded", second.fingerprint())
                            .doesNotContain(first.base64(), second.base64()));
            assertThat(Stream.of(a, b).map(KeyedServer::log))
                    .allSatisfy(log -> assertThat(log).content().doesNotContain("io.holdfast.cdi.KeyWarnings"));
            report(load);
            first = second; // what both servers have
        }
    }

    private static void report(LoadGenerator load) {
        System.out.println("key rotation: " + load.answers().size() + " answers, "
                + load.answers().stream().collect(Collectors.groupingBy(Answer::outcome, Collectors.counting()))
                + ", " + load.users().size() + " users, new ids of each: "
                + load.users().stream().collect(Collectors.groupingBy(User::newIds, Collectors.counting()))
                + ", slowest "
                + load.answers().stream().mapToLong(Answer::nanos).max().orElse(0) / 1_000_000 + " ms");
    }

    /** One whose present cookie another tab of the same browser keeps. */
    private static User sleeper(LoadGenerator load) {
        return load.users().stream().filter(User::isLoggedIn).findFirst().orElseThrow();
    }

    private static String get(KeyedServer server, String path, String cookie) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.wildfly().example().resolve(path))
                .header("Cookie", "JSESSIONID=" + cookie)
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void aFileThatIsAtFaultIsToldOnceAndTheKeysInUseStay() throws Exception {
        String cookie = login();
        String secret = first.base64().substring(4);
        a.file().writeLines(List.of("first:" + secret));
        List<String> told = a.awaitLogged("the keys in use are kept");
        assertThat(told).allMatch(line -> line.contains("WARN"));
        pass(Duration.ofSeconds(3));
        assertThat(get(a, "api/hit", cookie)).contains("\"counter\":1");
        assertThat(get(b, "api/read", cookie)).contains("\"counter\":1");
        a.file().writeLines(List.of("# the right one again", first.line()));
        a.take(first);
        assertThat(a.wildfly().logged("the keys in use are kept")).hasSize(1);
        assertThat(a.log()).content().doesNotContain(secret);
    }

    private String login() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(a.wildfly().example().resolve("api/login?user=ada"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return Reply.of(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                .cookie();
    }

    @Test
    void aServerWithAnotherKeySaysSoWhenItStarts() throws Exception {
        SecretKey another = SecretKey.random("another");
        String cookie = login();
        try {
            b.restartWith(another, nodes.size());
            assertThat(b.awaitLogged("under a key with the fingerprint " + first.fingerprint()))
                    .allMatch(line -> line.contains("WARN") && line.contains("/example"));
            assertThat(get(b, "api/read", cookie)).contains("\"user\":null");
            assertThat(get(a, "api/read", cookie)).contains("\"user\":\"ada\"");
            assertThat(b.wildfly().health()).contains("\"keys\":\"another " + another.fingerprint());
            assertThat(b.log()).content().doesNotContain(first.base64(), another.base64());
        } finally {
            b.restartWith(first, nodes.size());
        }
    }
}
