package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void nothingConfiguredIsOneCopyInProcess() {
        Settings settings = Configs.settings("keys", "");
        assertThat(settings.isInProcess()).isTrue();
        assertThat(settings.copies()).isEqualTo(1);
        assertThat(settings.namespace()).isEmpty();
        assertThat(settings.keys()).isEmpty();
        assertThat(settings.lifetime())
                .isEqualTo(new Settings.Lifetime(Optional.empty(), Duration.ofSeconds(10), Optional.empty()));
        assertThat(settings.timeouts())
                .isEqualTo(
                        new Settings.Timeouts(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofMillis(250)));
        assertThat(settings.probe()).isEqualTo(new Settings.Probe(Duration.ofMillis(250), Duration.ofMillis(250), 2));
        assertThat(settings.health()).isEqualTo(new Settings.Health(NodeDownHealth.UP, HealthDetails.STATES));
        assertThat(settings.nodeCredentials()).isEmpty();
        assertThat(settings.newSessions()).isEqualTo(new Settings.NewSessions(100, Optional.empty()));
        assertThat(settings.limits()).isEqualTo(new Settings.Limits(1_000_000, 64 << 20, 32 << 20));
        assertThat(settings.attributes().unreadable()).isEqualTo(UnreadableAttribute.NULL);
        assertThat(settings.attributes().classes()).isEmpty();
        assertThat(settings.attributes().allowedClasses()).isEmpty();
        assertThat(settings.archive()).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void anArchiveThatIsNamedHasTheArticlesTenChangesOrAMinute() {
        assertThat(Configs.settings("archive.datasource", "java:comp/DefaultDataSource")
                        .archive())
                .contains(new Settings.Archive("java:comp/DefaultDataSource", 10, Duration.ofSeconds(60), true));
    }

    @Test
    void theCookieIsCarefulUnlessToldOtherwise() {
        Settings.Cookie cookie = Configs.settings().cookie();
        assertThat(cookie.secure()).isEqualTo(SecureCookie.AUTO);
        assertThat(cookie.sameSite()).isEqualTo(SameSite.LAX);
        assertThat(cookie.name()).isEmpty();
        assertThat(cookie.path()).isEmpty();
        assertThat(cookie.domain()).isEmpty();
        assertThat(cookie.maxAge()).isEmpty();
        assertThat(cookie.keptFromCaches()).isTrue();
    }

    @Test
    void everySettingArrivesWhereItBelongs() {
        Settings settings = Configs.settings(
                "nodes",
                "mc1,mc2,mc3",
                "copies",
                "3",
                "namespace",
                "shop",
                "keys",
                "k1:" + KEY,
                "max-lifetime",
                "12h",
                "session-timeout",
                "45m",
                "expiry-slack",
                "20s",
                "operation-timeout",
                "100ms",
                "request-budget",
                "2s",
                "connect-timeout",
                "300ms",
                "probe.interval",
                "500ms",
                "probe.timeout",
                "400ms",
                "probe.failures",
                "5",
                "health.node-down",
                "DOWN",
                "health.details",
                "all",
                "node-credentials",
                "*=user:password",
                "cookie.name",
                "SID",
                "cookie.path",
                "/shop",
                "cookie.domain",
                "shop.test",
                "cookie.secure",
                "TRUE",
                "cookie.same-site",
                "None",
                "cookie.max-age",
                "7d",
                "cookie.keep-from-caches",
                "false",
                "new-sessions.warn",
                "50",
                "new-sessions.limit",
                "500",
                "live-sessions",
                "0",
                "max-record-size",
                "2MiB",
                "max-attribute-depth",
                "10",
                "max-attribute-references",
                "1000",
                "max-attribute-bytes",
                "64KiB",
                "classes",
                "listed",
                "allowed-classes",
                "com.acme.*; com.shop.**",
                "unreadable-attribute",
                "fail",
                "archive.datasource",
                "java:jboss/datasources/SessionsDS",
                "archive.every",
                "5",
                "archive.interval",
                "30s",
                "archive.create-table",
                "false",
                "in-process.max-bytes",
                "1GiB");
        assertThat(settings.nodes()).extracting(NodeAddress::host).containsExactly("mc1", "mc2", "mc3");
        assertThat(settings.copies()).isEqualTo(3);
        assertThat(settings.namespace()).contains("shop");
        assertThat(settings.keys().orElseThrow().toString()).isEqualTo("Listed[keys=[k1 (not shown)]]");
        assertThat(settings.lifetime())
                .isEqualTo(new Settings.Lifetime(
                        Optional.of(Duration.ofMinutes(45)),
                        Duration.ofSeconds(20),
                        Optional.of(Duration.ofHours(12))));
        assertThat(settings.timeouts())
                .isEqualTo(
                        new Settings.Timeouts(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMillis(300)));
        assertThat(settings.probe()).isEqualTo(new Settings.Probe(Duration.ofMillis(500), Duration.ofMillis(400), 5));
        assertThat(settings.health()).isEqualTo(new Settings.Health(NodeDownHealth.DOWN, HealthDetails.ALL));
        assertThat(settings.nodeCredentials().orElseThrow().at("mc1:11211"))
                .contains(new NodeLogin("user", new Secret("password")));
        assertThat(settings.cookie())
                .isEqualTo(new Settings.Cookie(
                        Optional.of("SID"),
                        Optional.of("/shop"),
                        Optional.of("shop.test"),
                        SecureCookie.TRUE,
                        SameSite.NONE,
                        Optional.of(Duration.ofDays(7)),
                        false));
        assertThat(settings.newSessions()).isEqualTo(new Settings.NewSessions(50, Optional.of(500)));
        assertThat(settings.limits()).isEqualTo(new Settings.Limits(2 << 20, 1L << 30, 0));
        assertThat(settings.attributes())
                .isEqualTo(new Settings.Attributes(
                        10,
                        1000,
                        65_536,
                        Optional.of(AttributeClasses.LISTED),
                        List.of("com.acme.*", "com.shop.**"),
                        UnreadableAttribute.FAIL));
        assertThat(settings.archive())
                .contains(new Settings.Archive("java:jboss/datasources/SessionsDS", 5, Duration.ofSeconds(30), false));
    }

    @Test
    void environmentVariablesSetThemToo() {
        Settings settings = SettingsReader.read(Configs.ofEnvironment(Map.of(
                "HOLDFAST_NODES", "mc1:11211,mc2:11211",
                "HOLDFAST_KEYS", "k1:" + KEY,
                "HOLDFAST_COOKIE_SAME_SITE", "Strict",
                "HOLDFAST_OPERATION_TIMEOUT", "100ms")));
        assertThat(settings.nodes()).extracting(NodeAddress::name).containsExactly("mc1:11211", "mc2:11211");
        assertThat(settings.cookie().sameSite()).isEqualTo(SameSite.STRICT);
        assertThat(settings.timeouts().operation()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void whatIsPrintedTellsNoSecret() {
        Settings settings = Configs.settings("keys", "k1:" + KEY, "node-credentials", "*=whoever:sesame");
        assertThat(settings.toString()).contains("k1 (not shown)").doesNotContain(KEY, "whoever", "sesame");
        assertThat(settings.nodeCredentials().orElseThrow().at("any").toString())
                .doesNotContain("sesame");
    }
}
