package io.holdfast.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Where the text of a setting comes from. */
interface SettingSource {

    /** All names there are, those of other people's settings too. */
    Iterable<String> names();

    /** What is written for {@code key}. */
    Optional<String> value(String key);

    /** Whether what is written refers to something that is not configured, as <code>${no.such.key}</code> does. */
    boolean refersToNothing(String key);

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
