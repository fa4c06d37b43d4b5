package io.holdfast.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** Where the text of a setting comes from. */
interface SettingSource {

    /** All names there are, those of other people's settings too. */
    Iterable<String> names();

    /** What is written for {@code key}. */
    Optional<String> value(String key);

    /** Whether what is written refers to something that is not configured, as <code>${no.such.key}</code> does. */
    boolean refersToNothing(String key);

    /** MicroProfile Config where there is one, else the same places without it. */
    static SettingSource of(ClassLoader application) {
        return isMicroProfile() ? new MicroProfile(ConfigProvider.getConfig(application)) : PlainSource.of(application);
    }

    private static boolean isMicroProfile() {
        try {
            return ConfigProviderResolver.instance() != null;
        } catch (NoClassDefFoundError | IllegalStateException e) {
            return false; // no interface or nothing behind it
        }
    }

    /** A MicroProfile configuration. */
    record MicroProfile(Config config) implements SettingSource {

        @Override
        public Iterable<String> names() {
            return config.getPropertyNames();
        }

        @Override
        public Optional<String> value(String key) {
            return config.getOptionalValue(key, String.class);
        }

        @Override
        public boolean refersToNothing(String key) {
            String raw = config.getConfigValue(key).getRawValue();
            return value(key).isEmpty() && raw != null && !raw.isEmpty();
        }
    }
}
