package io.holdfast.config;

import io.holdfast.config.ClassPatternsType.ClassPatterns;
import io.holdfast.config.NodesType.NodeList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** Reads all settings once, gathering on the way what is wrong with them. */
public final class SettingsReader {

    private final SettingSource source;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** What was read and found in bounds; a setting whose value is at fault is missing here. */
    private final Map<Setting, String> good = new EnumMap<>(Setting.class);

    private final Set<Setting> absent = EnumSet.noneOf(Setting.class);

    SettingsReader(SettingSource source) {
        this.source = source;
    }

    /**
     * Reads and checks all settings. Nothing is repaired on the way.
     *
     * @throws ConfigurationException with all faults, if there are any
     */
    public static Settings read(Config config) {
        return new SettingsReader(new SettingSource.MicroProfile(config)).read();
    }

    /**
     * As {@link #read(Config)}, from the configuration of the application that {@code application} loads: MicroProfile
     * Config, or without it what is written in the places where that would look.
     */
    public static Settings readFor(ClassLoader application) {
        return new SettingsReader(sourceFor(application)).read();
    }

    /** MicroProfile Config if there is one, else the same places without it. */
    private static SettingSource sourceFor(ClassLoader application) {
        return isMicroProfile()
                ? new SettingSource.MicroProfile(ConfigProvider.getConfig(application))
                : PlainSource.of(application);
    }

    private static boolean isMicroProfile() {
        try {
            return ConfigProviderResolver.instance() != null;
        } catch (NoClassDefFoundError | IllegalStateException e) {
            return false; // no interface or nothing behind it
        }
    }

    Settings read() {
        UnknownKeys unknown = UnknownKeys.among(source.names());
        Settings settings = settings(unknown.warnings());
        problems.addAll(new CrossChecks(settings, good, absent).problems());
        problems.addAll(unknown.problems());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return settings;
    }

    private Settings settings(List<String> warnings) {
        List<NodeAddress> nodes =
                optional(Setting.NODES, NodeList.class).map(NodeList::nodes).orElse(List.of());
        int copies = required(Setting.COPIES, Integer.class);
        return new Settings(
                nodes,
                nodes.isEmpty() ? 1 : copies,
                optional(Setting.NAMESPACE, String.class),
                optional(Setting.KEYS, ConfiguredKeys.class),
                new Settings.KeyRotation(duration(Setting.KEYS_REFRESH), duration(Setting.KEYS_ROLLOUT)),
                optional(Setting.NODE_CREDENTIALS, NodeCredentials.class),
                new Settings.Lifetime(
                        optional(Setting.SESSION_TIMEOUT, Duration.class),
                        duration(Setting.EXPIRY_SLACK),
                        optional(Setting.MAX_LIFETIME, Duration.class)),
                new Settings.Timeouts(
                        duration(Setting.OPERATION_TIMEOUT),
                        duration(Setting.REQUEST_BUDGET),
                        duration(Setting.CONNECT_TIMEOUT)),
                new Settings.Probe(
                        duration(Setting.PROBE_INTERVAL),
                        duration(Setting.PROBE_TIMEOUT),
                        required(Setting.PROBE_FAILURES, Integer.class)),
                new Settings.Health(
                        required(Setting.HEALTH_NODE_DOWN, NodeDownHealth.class),
                        required(Setting.HEALTH_DETAILS, HealthDetails.class)),
                cookie(),
                new Settings.NewSessions(
                        required(Setting.NEW_SESSIONS_WARN, Integer.class),
                        optional(Setting.NEW_SESSIONS_LIMIT, Integer.class)),
                new Settings.Limits(
                        Math.toIntExact(required(Setting.MAX_RECORD_SIZE, Long.class)),
                        required(Setting.IN_PROCESS_MAX_BYTES, Long.class),
                        required(Setting.LIVE_SESSIONS, Long.class)),
                attributes(),
                required(Setting.REPLAY, Replay.class),
                archive(),
                warnings);
    }

    private Settings.Cookie cookie() {
        return new Settings.Cookie(
                optional(Setting.COOKIE_NAME, String.class),
                optional(Setting.COOKIE_PATH, String.class),
                optional(Setting.COOKIE_DOMAIN, String.class),
                required(Setting.COOKIE_SECURE, SecureCookie.class),
                required(Setting.COOKIE_SAME_SITE, SameSite.class),
                optional(Setting.COOKIE_MAX_AGE, Duration.class),
                required(Setting.COOKIE_KEEP_FROM_CACHES, Boolean.class));
    }

    private Settings.Attributes attributes() {
        return new Settings.Attributes(
                required(Setting.MAX_ATTRIBUTE_DEPTH, Integer.class),
                required(Setting.MAX_ATTRIBUTE_REFERENCES, Integer.class),
                required(Setting.MAX_ATTRIBUTE_BYTES, Long.class),
                optional(Setting.CLASSES, AttributeClasses.class),
                optional(Setting.ALLOWED_CLASSES, ClassPatterns.class)
                        .map(ClassPatterns::patterns)
                        .orElse(List.of()),
                required(Setting.UNREADABLE_ATTRIBUTE, UnreadableAttribute.class));
    }

    private Optional<Settings.Archive> archive() {
        int every = required(Setting.ARCHIVE_EVERY, Integer.class);
        Duration interval = duration(Setting.ARCHIVE_INTERVAL);
        boolean createTable = required(Setting.ARCHIVE_CREATE_TABLE, Boolean.class);
        return optional(Setting.ARCHIVE_DATASOURCE, String.class)
                .map(name -> new Settings.Archive(name, every, interval, createTable));
    }

    private Duration duration(Setting setting) {
        return required(setting, Duration.class);
    }

    /** If the configured value is at fault the default stands in, so that the other settings get read too. */
    private <T> T required(Setting setting, Class<T> type) {
        Optional<T> configured = optional(setting, type);
        if (configured.isPresent()) {
            return configured.get();
        }
        String text = setting.defaultValue().orElseThrow();
        try {
            return type.cast(setting.type().parse(text));
        } catch (BadValueException e) {
            throw new IllegalStateException("the default of " + setting.key() + " is out of bounds", e);
        }
    }

    private <T> Optional<T> optional(Setting setting, Class<T> type) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            T value = type.cast(setting.type().parse(text.get()));
            good.put(setting, text.get());
            return Optional.of(value);
        } catch (BadValueException e) {
            e.problems().forEach(problem -> problems.add(ConfigProblem.of(setting, text.get(), problem)));
            return Optional.empty();
        }
    }

    private Optional<String> text(Setting setting) {
        Optional<String> text = source.value(setting.key());
        if (text.isPresent()) {
            return text.map(String::strip);
        }
        if (source.refersToNothing(setting.key())) {
            problems.add(ConfigProblem.of(setting, "", "refers to something that is not configured"));
        } else {
            absent.add(setting);
            setting.defaultValue().ifPresent(value -> good.put(setting, value));
        }
        return Optional.empty();
    }
}
