package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsProblemsTest {

    @Test
    void allFaultsAreToldTogether() {
        assertThatThrownBy(() -> Configs.settings(
                        "nodes",
                        "mc1:0,mc2",
                        "copies",
                        "0",
                        "operation-timeout",
                        "250",
                        "copys",
                        "3",
                        "keys",
                        "k1:short"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "holdfast.nodes=mc1:0,mc2 mc1:0 needs a port from 1 to 65535; write holdfast.nodes=mc1:11211,",
                        "holdfast.copies=0 must be a whole number from 1 to 16; write holdfast.copies=2",
                        "holdfast.operation-timeout=250 has no unit: must be a duration from 10ms to 30s;",
                        "holdfast.keys=(not shown) has a key named k1 that is not 32 bytes in Base64;",
                        "holdfast.copys is not a setting; write holdfast.copies if that was meant, or remove it")
                .hasMessageNotContaining("short");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copies                   | 0",
                "copies                   | 17",
                "copies                   | two",
                "copies                   | 2.0",
                "namespace                | a b",
                "namespace                | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "max-lifetime             | 59s",
                "session-timeout          | 29d",
                "operation-timeout        | 9ms",
                "operation-timeout        | 31s",
                "operation-timeout        | -1s",
                "operation-timeout        | 1 s",
                "operation-timeout        | 99999999999999999999d",
                "operation-timeout        | 999999999999999999d",
                "operation-timeout        | soon",
                "probe.failures           | 0",
                "health.node-down         | maybe",
                "session-timeout          | 0s",
                "session-timeout          | 1500ms",
                "session-timeout          | 30d",
                "expiry-slack             | 0s",
                "cookie.name              | a;b",
                "cookie.name              | a=b",
                "cookie.path              | shop",
                "cookie.path              | /a;b",
                "cookie.domain            | .shop.test",
                "cookie.domain            | shop..test",
                "cookie.secure            | ture",
                "cookie.same-site         | loose",
                "cookie.max-age           | 401d",
                "max-record-size          | 1023",
                "max-record-size          | 65MiB",
                "max-record-size          | 1MB",
                "max-record-size          | 999999999999999999GiB",
                "max-attribute-depth      | 0",
                "max-attribute-references | 0",
                "max-attribute-bytes      | 0",
                "classes                  | all",
                "allowed-classes          | *",
                "allowed-classes          | **",
                "allowed-classes          | maxdepth=5",
                "allowed-classes          | com.acme.*;;",
                "allowed-classes          | !com.acme.*",
                "allowed-classes          | com acme",
                "unreadable-attribute     | zero",
                "in-process.max-bytes     | 1",
            })
    void aValueOutOfBoundsIsAFault(String name, String value) {
        assertThat(Configs.problems(name, value)).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.key()).isEqualTo("holdfast." + name);
            assertThat(problem.remedy()).startsWith("holdfast." + name + "=");
        });
    }

    @Test
    void moreCopiesThanNodesIsAFault() {
        assertThat(Configs.problems("nodes", "mc1"))
                .singleElement()
                .hasToString("holdfast.copies=2 is more than the 1 node of holdfast.nodes;"
                        + " write holdfast.copies=1 or name more nodes");
        assertThat(Configs.settings("nodes", "mc1", "copies", "1").copies()).isEqualTo(1);
    }

    @Test
    void whatIsItselfAtFaultIsNotHeldAgainstTheOthers() {
        assertThat(Configs.problems("nodes", "mc1:0", "copies", "3"))
                .extracting(ConfigProblem::key)
                .containsExactly("holdfast.nodes");
        assertThat(Configs.problems("request-budget", "100", "operation-timeout", "2s"))
                .extracting(ConfigProblem::key)
                .containsExactly("holdfast.request-budget");
    }

    @Test
    void aRequestHasTimeForOneOperationAtLeast() {
        assertThat(Configs.problems("operation-timeout", "2s"))
                .singleElement()
                .hasToString("holdfast.request-budget=1s is less than holdfast.operation-timeout=2s;"
                        + " write holdfast.request-budget=2s or more");
    }

    @Test
    void sameSiteNoneDemandsASecureCookie() {
        assertThat(Configs.problems("cookie.same-site", "None"))
                .singleElement()
                .extracting(ConfigProblem::problem)
                .isEqualTo("demands a secure cookie, but holdfast.cookie.secure is auto");
    }

    @Test
    void aCookieIsWhatThePrefixOfItsNameSays() {
        assertThat(Configs.problems("cookie.name", "__Host-sid", "cookie.domain", "shop.test"))
                .extracting(ConfigProblem::problem)
                .containsExactly("demands a secure cookie", "demands the path /", "does not go with a domain");
        assertThat(Configs.problems("cookie.name", "__Secure-sid")).hasSize(1);
        assertThat(Configs.settings("cookie.name", "__Host-sid", "cookie.secure", "true", "cookie.path", "/")
                        .cookie()
                        .name())
                .contains("__Host-sid");
    }

    @Test
    void aReferenceToNothingIsAFault() {
        assertThat(Configs.problems("namespace", "${no.such.key}", "keys", "${no.such.key.either}"))
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "holdfast.namespace refers to something that is not configured; write holdfast.namespace=shop",
                        "holdfast.keys refers to something that is not configured;"
                                + " write holdfast.keys=k1: and behind it a line printed by openssl rand -base64 32");
    }

    @Test
    void aFaultShowsNoControlCharactersAndNoNovels() {
        assertThat(Configs.problems("namespace", "a\u001b[31m\r\n" + "b".repeat(500)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.value()).startsWith("a?[31m??bb").hasSize(123));
    }

    @Test
    void misspeltKeysAreFaultsWithTheNearestKeyAndWithoutTheirValue() {
        assertThat(Configs.problems("cookie.samesite", "lax", "Nodes", "mc1", "secret", "0123456789abcdef"))
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "holdfast.Nodes is not a setting; write holdfast.nodes if that was meant, or remove it",
                        "holdfast.cookie.samesite is not a setting;"
                                + " write holdfast.cookie.same-site if that was meant, or remove it",
                        "holdfast.secret is not a setting; write holdfast.keys, which took its place");
    }

    @Test
    void misspeltEnvironmentVariablesAreWarnedOf() {
        Config config = Configs.ofEnvironment(Map.of("HOLDFAST_NODS", "mc1", "HOLDFAST_SERVICE_HOST", "10.0.0.1"));
        assertThat(SettingsReader.read(config).warnings())
                .hasSize(2)
                .contains("the environment variable HOLDFAST_NODS is not a setting and has no effect;"
                        + " if holdfast.nodes was meant, its name is HOLDFAST_NODES");
    }

    @Test
    void keysOfOthersAreNoneOfOurBusiness() {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("holdfastened", "1", "shop.holdfast.nodes", "x", "%dev.holdfast.x", "y"), "test", 100))
                .build();
        assertThat(SettingsReader.read(config).warnings()).isEmpty();
    }

    @Test
    void strictReplayWithoutAnArchiveIsAFault() {
        assertThatThrownBy(() -> Configs.settings("replay", "strict"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "holdfast.replay=strict has the archive asked, and none is configured"
                                + " (holdfast.archive.datasource); write holdfast.archive.datasource=java:comp/env/jdbc/sessions")
                .hasMessageContaining("or holdfast.replay=usual");
        assertThat(Configs.settings("replay", "strict", "archive.datasource", "java:comp/DefaultDataSource")
                        .replay())
                .isEqualTo(Replay.STRICT);
        assertThat(Configs.settings().replay()).isEqualTo(Replay.USUAL);
    }
}
