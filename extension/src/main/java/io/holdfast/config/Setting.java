package io.holdfast.config;

import static io.holdfast.config.DurationType.between;
import static io.holdfast.config.DurationType.inSecondsBetween;
import static io.holdfast.config.SizeType.GIB;
import static io.holdfast.config.SizeType.KIB;
import static io.holdfast.config.SizeType.MIB;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every setting: its key, what it takes, its default and what it is for. The table in settings.md comes from here. */
public enum Setting {
    NODES(
            "nodes",
            new NodesType(),
            "none: one in-process node",
            "mc1:11211,mc2:11211,mc3:11211",
            "The memcached nodes. The name (by default `host:port`) decides where a session lives, so every application"
                    + " server needs the same names, and a node that moves keeps its sessions if it keeps its name."),
    COPIES(
            "copies",
            new WholeNumberType(1, 16),
            "2",
            "How many nodes hold each session; no more than there are nodes. An in-process node holds one."),
    NODE_CREDENTIALS(
            "node-credentials",
            new NodeCredentialsType(),
            "none",
            "*=USER:PASSWORD, or file:/run/secrets/nodes with such a line",
            "User and password for nodes that were started with memcached's `-Y`. A file is read again for each new"
                    + " connection, so passwords can be changed without a restart."),
    NAMESPACE(
            "namespace",
            TextType.NAMESPACE,
            "the application's context path",
            "shop",
            "Keeps applications on the same nodes apart; those with the same namespace and keys share sessions."),
    KEYS(
            "keys",
            new KeysType(),
            "a random key of this process, on an in-process node only",
            "k1: and behind it a line printed by openssl rand -base64 32",
            "The secret keys, the same on every application server, that seal sessions and vouch for ids: the first seals,"
                    + " all open. A file of them is read again and again. `none` is a published key, for a laptop;"
                    + " `none-beyond-loopback` is the same for other nodes."),
    KEYS_REFRESH("keys-refresh", between("1s", "1h"), "30s", "How often a file of keys is read again."),
    KEYS_ROLLOUT(
            "keys-rollout",
            inSecondsBetween("1s", "7d"),
            "10m",
            "How long it takes at most to put another key first on all application servers. For so long a session keeps the"
                    + " id that it was given."),
    MAX_LIFETIME(
            "max-lifetime",
            inSecondsBetween("1m", "365d"),
            "as long as it is used",
            "12h",
            "How long a session lives from its creation on, however much it is used."),
    REPLAY(
            "replay",
            new ChoiceType<>(Replay.class),
            "usual",
            "With `strict` a server asks the archive at first sight of a session, and once a minute, whether it has ended."
                    + " That protects against old bytes put back on all nodes. While the archive is away, sessions new"
                    + " to a server get 503."),
    SESSION_TIMEOUT(
            "session-timeout",
            inSecondsBetween("1s", "28d"),
            "what the application's web.xml says",
            "30m",
            "How long a session lives without a request."),
    EXPIRY_SLACK(
            "expiry-slack",
            inSecondsBetween("1s", "1h"),
            "10s",
            "How much longer than a session its copies stay on the nodes, for late requests, and for its end to be told."),
    OPERATION_TIMEOUT(
            "operation-timeout", between("10ms", "30s"), "250ms", "How long to wait for a node, then for the next."),
    REQUEST_BUDGET(
            "request-budget",
            between("10ms", "2m"),
            "1s",
            "How long one request may wait for nodes before it is answered with 503; stops of the server do not count."),
    CONNECT_TIMEOUT(
            "connect-timeout", between("10ms", "30s"), "250ms", "How long connecting may take; no request waits."),
    PROBE_INTERVAL("probe.interval", between("50ms", "1m"), "250ms", "How often each node is probed."),
    PROBE_TIMEOUT("probe.timeout", between("10ms", "30s"), "250ms", "How long a node may take to answer a probe."),
    PROBE_FAILURES(
            "probe.failures",
            new WholeNumberType(1, 9),
            "2",
            "Consecutive time-outs that mark a node down; the last of them must be a probe. One more than this among the"
                    + " last ten counts as well. After a refused or dropped connection, a single further failure is enough."),
    HEALTH_NODE_DOWN(
            "health.node-down",
            new ChoiceType<>(NodeDownHealth.class),
            "up",
            "The readiness of a node that is down while others serve its sessions. With `down`, orchestrators may take"
                    + " every application server out of service for one lost node."),
    HEALTH_DETAILS(
            "health.details",
            new ChoiceType<>(HealthDetails.class),
            "states",
            "What the health checks show beside their status: `states` without addresses and without what the database"
                    + " said, `all` with them, or `none`."),
    COOKIE_NAME(
            "cookie.name",
            TextType.COOKIE_NAME,
            "what the application's web.xml says, else JSESSIONID",
            "JSESSIONID",
            "The name of the session cookie."),
    COOKIE_PATH(
            "cookie.path",
            TextType.COOKIE_PATH,
            "what the application's web.xml says, else its context path",
            "/shop",
            "The path the cookie is sent for."),
    COOKIE_DOMAIN(
            "cookie.domain",
            TextType.COOKIE_DOMAIN,
            "what the application's web.xml says, else the host of the request",
            "shop.example",
            "The domain the cookie is sent to, with all below it."),
    COOKIE_SECURE(
            "cookie.secure",
            new ChoiceType<>(SecureCookie.class),
            "auto",
            "Whether the cookie travels over TLS only; `auto`: if the request that sets it came over TLS. Behind a proxy that"
                    + " ends TLS none does: set `true`."),
    COOKIE_SAME_SITE(
            "cookie.same-site",
            new ChoiceType<>(SameSite.class),
            "lax",
            "Whether the cookie goes along from other sites; `none` demands `holdfast.cookie.secure=true`."),
    COOKIE_MAX_AGE(
            "cookie.max-age",
            inSecondsBetween("1s", "400d"),
            "what the application's web.xml says, else until the browser closes",
            "7d",
            "How long the browser keeps the cookie."),
    COOKIE_KEEP_FROM_CACHES(
            "cookie.keep-from-caches",
            new BooleanType(),
            "true",
            "Whether a response that sets the cookie says `Cache-Control: private`, or `no-store` if somebody is logged in,"
                    + " so that no shared cache gives the cookie to others."),
    NEW_SESSIONS_WARN(
            "new-sessions.warn",
            new WholeNumberType(1, 1_000_000),
            "100",
            "When more sessions than this begin within a second on one application server, the log says so, once a"
                    + " minute."),
    NEW_SESSIONS_LIMIT(
            "new-sessions.limit",
            new WholeNumberType(1, 1_000_000),
            "none",
            "1000",
            "How many sessions may begin within a second on one application server. A request that would begin one more gets"
                    + " 503; existing sessions go on."),
    MAX_RECORD_SIZE(
            "max-record-size",
            new SizeType(KIB, 64 * MIB),
            "1000000",
            "The largest session that is written to a node. Above 1 MiB the nodes need memcached's option `-I` too."),
    LIVE_SESSIONS(
            "live-sessions",
            new SizeType(0, 64 * GIB),
            "32MiB",
            "Memory for sessions between their requests, whose objects the next one finds again; 0 for none."),
    MAX_ATTRIBUTE_DEPTH(
            "max-attribute-depth",
            new WholeNumberType(1, 10_000),
            "500",
            "How deep objects may be nested in an attribute that is read back."),
    MAX_ATTRIBUTE_REFERENCES(
            "max-attribute-references",
            new WholeNumberType(1, 100_000_000),
            "100000",
            "How many objects an attribute that is read back may hold; 200 times that is what hashing the keys in it may"
                    + " cost, in objects looked at."),
    MAX_ATTRIBUTE_BYTES(
            "max-attribute-bytes",
            new SizeType(KIB, 64 * MIB),
            "1000000",
            "How many bytes an attribute that is read back may have, and how many elements all arrays in it together."),
    CLASSES(
            "classes",
            new ChoiceType<>(AttributeClasses.class),
            "any",
            "listed",
            "Which classes attributes may be made of. `any`: all that the application can load, except known"
                    + " dangers. `listed`: the application's own, the value types of the JDK and the container's."),
    ALLOWED_CLASSES(
            "allowed-classes",
            new ClassPatternsType(),
            "none",
            "com.acme.*",
            "More classes that attributes may be made of, whatever `holdfast.classes` says."),
    UNREADABLE_ATTRIBUTE(
            "unreadable-attribute",
            new ChoiceType<>(UnreadableAttribute.class),
            "null",
            "What an application gets for an attribute whose bytes this build of it cannot read: null or an exception."
                    + " The bytes are kept either way."),
    ARCHIVE_DATASOURCE(
            "archive.datasource",
            TextType.JNDI_NAME,
            "none: no archive",
            "java:comp/env/jdbc/sessions",
            "The JNDI name of the database that keeps a copy of each session, for when all nodes are lost; the same"
                    + " database for all servers."),
    ARCHIVE_EVERY(
            "archive.every",
            new WholeNumberType(1, 1_000_000),
            "10",
            "After how many changes a session is archived again: one less is the most that it comes back without."),
    ARCHIVE_INTERVAL(
            "archive.interval",
            inSecondsBetween("1s", "1d"),
            "60s",
            "After what time a session is archived again that has changed less often."),
    ARCHIVE_CREATE_TABLE(
            "archive.create-table",
            new BooleanType(),
            "true",
            "Whether the archive's table is created if it is missing; `false` if you run the script yourself."),
    IN_PROCESS_MAX_BYTES(
            "in-process.max-bytes",
            new SizeType(MIB, 64 * GIB),
            "64MiB",
            "How much the in-process node holds before it drops the sessions that were not used for the longest time.");

    /** What every key begins with. */
    public static final String PREFIX = "holdfast.";

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // records of immutable parts, as the sealed interface permits no others
    private final ValueType<?> type;

    private final @Nullable String defaultValue;
    private final String defaultText;
    private final String example;
    private final String description;

    Setting(String name, ValueType<?> type, String defaultValue, String description) {
        this.key = PREFIX + name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.defaultText = defaultValue;
        this.example = defaultValue;
        this.description = description;
    }

    Setting(String name, ValueType<?> type, String defaultText, String example, String description) {
        this.key = PREFIX + name;
        this.type = type;
        this.defaultValue = null;
        this.defaultText = defaultText;
        this.example = example;
        this.description = description;
    }

    /** The key, as written in {@code microprofile-config.properties}. */
    public String key() {
        return key;
    }

    /** The environment variable that sets it (MicroProfile Config 3.1, "Environment Variables Mapping Rules"). */
    public String environmentName() {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The value if none is configured; empty if {@link #defaultText()} tells in words what happens then. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What holds if nothing is configured, in words or as a value. */
    public String defaultText() {
        return defaultText;
    }

    /** A value in bounds, or how to get one. */
    public String example() {
        return example;
    }

    /** What it is for. */
    public String description() {
        return description;
    }

    /** What it takes and within which bounds, and whether that is a secret. */
    ValueType<?> type() {
        return type;
    }
}
