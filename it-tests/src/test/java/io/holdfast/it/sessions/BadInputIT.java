package io.holdfast.it.sessions;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.session.Unfit;
import io.holdfast.it.harness.deployment.Example;
import io.holdfast.it.harness.http.Health;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.process.RawNode;
import io.holdfast.it.harness.server.ServerLog;
import io.holdfast.testing.Eventually;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers, applications and nodes should not hand over, and that it costs no session. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class BadInputIT {

    private static final Pattern REFERENCE =
            Pattern.compile("Your session could not be saved\\. Reference: ([0-9a-f]{8})");

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Example.war().addClass(Unfit.class);
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Example.war().addClass(Unfit.class);
    }

    @BeforeEach
    void emptyNodes() {
        IntStream.range(0, Nodes.count()).forEach(Nodes::ensureRunning);
        Health.awaitAllNodes("UP");
        IntStream.range(0, Nodes.count()).forEach(i -> new RawNode(Nodes.get(i)).flush());
    }

    private void assertAdaIsThere(URI server) {
        assertThat(visitor.read(server, "api/read")).contains("\"user\":\"ada\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "../../etc/passwd",
                "a b",
                "\"quoted\"",
                "%0d%0aflush_all",
                "null",
                "{}"
            })
    void aCookieThatIsNoSessionOfOursIsABrowserThatIsNotLoggedIn(String value) {
        Visitor stranger = Visitor.withCookies("JSESSIONID=" + value);
        assertThat(stranger.read(A, "api/read")).contains("\"user\":null");
        assertThat(stranger.read(B, "api/login?user=ada")).contains("\"user\":\"ada\"");
    }

    @Test
    void aCookieOfManyKilobytesIsNoSessionEither() {
        Visitor stranger = Visitor.withCookies("JSESSIONID=" + "x".repeat(16_000));
        assertThat(stranger.read(A, "api/read")).contains("\"user\":null");
    }

    @Test
    void anIdThatSomebodyMadeUpIsNotTakenOver() {
        String madeUp = "A".repeat(32);
        Visitor stranger = Visitor.withCookies("JSESSIONID=" + madeUp);
        stranger.read(A, "api/login?user=ada");
        assertThat(stranger.cookie()).isNotNull().isNotEqualTo(madeUp);
    }

    @Test
    void ofSeveralCookiesOfOurNameTheOneWithASessionCounts() {
        visitor.read(A, "api/login?user=ada");
        Visitor confused = Visitor.withCookies(
                "JSESSIONID=x; JSESSIONID=" + "A".repeat(32) + "; JSESSIONID=" + visitor.cookie() + "; JSESSIONID=");
        assertThat(confused.read(B, "api/read")).contains("\"user\":\"ada\"");
    }

    /** Why a request was answered with 500: what the log has under the reference that its browser was shown. */
    private String reasonFor(String path) {
        ServerLog log = new ServerLog("a");
        HttpResponse<String> answer = visitor.ask(A, path);
        assertThat(answer.statusCode()).isEqualTo(500);
        Matcher shown = REFERENCE.matcher(answer.body());
        assertThat(shown.find()).as(answer.body()).isTrue();
        assertThat(answer.body()).doesNotContain("holdfast.", "java.");
        return log.lines().stream()
                .filter(line -> line.contains(shown.group(1)))
                .collect(Collectors.joining());
    }

    @Test
    void aSessionThatIsTooLargeIsAnErrorThatSaysWhyAndStaysAsItWas() {
        visitor.read(A, "api/login?user=ada");
        visitor.read(A, "trial/fill?name=one&bytes=600000");
        assertThat(reasonFor("trial/fill?name=other&bytes=600000")).contains("1000000", "holdfast.max-record-size");
        assertAdaIsThere(B);
    }

    @Test
    void anAttributeThatIsTooLargeToBeReadBackIsNamedAndTheSessionStaysAsItWas() {
        visitor.read(A, "api/login?user=ada");
        assertThat(reasonFor("trial/fill?name=large&bytes=1000001"))
                .contains("\"large\"", "holdfast.max-attribute-bytes");
        assertAdaIsThere(B);
    }

    @Test
    void anAttributeThatCannotBeStoredIsRefusedAtSetAttributeAndTheSessionStaysAsItWas() {
        visitor.read(A, "api/login?user=ada");
        ServerLog log = new ServerLog("a");
        HttpResponse<String> answer = visitor.ask(A, "trial/make?class=" + Unfit.class.getName());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(log.lines())
                .anyMatch(line -> line.contains("IllegalArgumentException")
                        && line.contains("made")
                        && line.contains("java.lang.Object at Unfit.inside"));
        assertAdaIsThere(B);
    }

    @Test
    void aTimeoutOfMoreThan30DaysIsNotReadAsAMomentInThePast() {
        visitor.read(A, "api/login?user=ada");
        visitor.read(A, "trial/timeout?seconds=" + 40 * 24 * 3600);
        assertAdaIsThere(B);
        assertAdaIsThere(A);
    }

    @Test
    void aRecordSpoiltOnOneNodeCostsNothing() {
        for (UnaryOperator<byte[]> spoil : spoilings()) {
            emptyNodes();
            visitor.read(A, "api/login?user=ada");
            Map.Entry<RawNode, Map<String, byte[]>> one =
                    copies().entrySet().iterator().next();
            one.getValue().forEach((key, value) -> one.getKey().set(key, spoil.apply(value)));
            assertAdaIsThere(A);
            assertThat(visitor.read(B, "api/hit")).contains("\"user\":\"ada\",\"counter\":1");
            assertThat(visitor.read(A, "api/read")).contains("\"user\":\"ada\",\"counter\":1");
            visitor.read(A, "api/logout");
        }
    }

    @Test
    void aRecordSpoiltOnEveryNodeIsASessionLostAndLocksNobodyOut() {
        visitor.read(A, "api/login?user=ada");
        copies().forEach((node, values) -> values.forEach((key, value) -> node.set(key, new byte[] {1, 2, 3})));

        assertThat(visitor.read(B, "api/read")).contains("\"user\":null");

        visitor.read(B, "api/login?user=ada");
        assertAdaIsThere(A);
    }

    /**
     * What the nodes hold, but for those that hold nothing. A node's listing leaves out the keys that are just being
     * worked on: whoever looks again finds both copies.
     */
    private static Map<RawNode, Map<String, byte[]>> copies() {
        return Eventually.answer(
                "copies on two nodes", Duration.ofSeconds(10), BadInputIT::copiesListed, copies -> copies.size() >= 2);
    }

    private static Map<RawNode, Map<String, byte[]>> copiesListed() {
        return IntStream.range(0, Nodes.count())
                .mapToObj(i -> new RawNode(Nodes.get(i)))
                .map(node -> Map.entry(node, node.values()))
                .filter(copy -> !copy.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Cut, flipped, foreign, empty, of a newer format, and another session's. */
    private static List<UnaryOperator<byte[]>> spoilings() {
        return List.of(
                value -> Arrays.copyOf(value, value.length / 2),
                value -> changed(value, value.length / 2),
                value -> "O:8:\"stdClass\":0:{}".getBytes(StandardCharsets.US_ASCII),
                value -> new byte[0],
                value -> changed(value, 4));
    }

    private static byte[] changed(byte[] value, int at) {
        byte[] changed = value.clone();
        changed[at]++;
        return changed;
    }
}
