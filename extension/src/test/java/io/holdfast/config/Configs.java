package io.holdfast.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.config.Config;

/** Configurations, and what comes of them, written in one line. */
public final class Configs {

    private Configs() {}

    /** The settings from keys (without {@code holdfast.}) and values in turn. */
    public static Settings settings(String... keysAndValues) {
        return SettingsReader.read(of(keysAndValues));
    }

    static List<ConfigProblem> problems(String... keysAndValues) {
        return problems(of(keysAndValues));
    }

    static List<ConfigProblem> problems(Config config) {
        ConfigurationException thrown =
                Assertions.catchThrowableOfType(ConfigurationException.class, () -> SettingsReader.read(config));
        return thrown == null ? List.of() : thrown.problems();
    }

    /** With a key, unless there is one among them; an empty one for none at all. */
    static Config of(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("holdfast.keys", "none-beyond-loopback"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("holdfast." + keysAndValues[i], keysAndValues[i + 1]);
        }
        values.remove("holdfast.keys", "");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    static Config ofEnvironment(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(variables, 300))
                .build();
    }
}
