package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings on a server without MicroProfile Config. */
class PlainSourceTest {

    private static final Map<String, String> NONE = Map.of();

    @Test
    void aSystemPropertyGoesBeforeTheEnvironmentAndThatBeforeTheFile() {
        Map<String, String> system = Map.of("holdfast.namespace", "system");
        Map<String, String> environment = Map.of("HOLDFAST_NAMESPACE", "environment");
        Map<String, String> files = Map.of("holdfast.namespace", "file");
        assertThat(new PlainSource(system, environment, files).value("holdfast.namespace"))
                .contains("system");
        assertThat(new PlainSource(NONE, environment, files).value("holdfast.namespace"))
                .contains("environment");
        assertThat(new PlainSource(NONE, NONE, files).value("holdfast.namespace"))
                .contains("file");
    }

    @Test
    void theEnvironmentMayUseAnyOfTheThreeSpellings() {
        for (String name :
                new String[] {"holdfast.probe.interval", "holdfast_probe_interval", "HOLDFAST_PROBE_INTERVAL"}) {
            assertThat(new PlainSource(NONE, Map.of(name, "1s"), NONE).value("holdfast.probe.interval"))
                    .contains("1s");
        }
    }

    @Test
    void anEmptyValueIsNone() {
        assertThat(new PlainSource(Map.of("holdfast.keys", ""), NONE, NONE).value("holdfast.keys"))
                .isEmpty();
    }

    @Test
    void theApplicationsFileIsRead(@TempDir Path application) throws IOException {
        Path file = application.resolve("META-INF/microprofile-config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "holdfast.namespace = shop\n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {application.toUri().toURL()}, null)) {
            assertThat(PlainSource.of(loader).value("holdfast.namespace")).contains("shop");
            assertThat(PlainSource.of(loader).names()).contains("holdfast.namespace", "java.version");
        }
    }

    @Test
    void faultsAreToldAsWithMicroProfileConfig() {
        PlainSource source = new PlainSource(Map.of("holdfast.copies", "many"), NONE, NONE);
        assertThatThrownBy(() -> new SettingsReader(source).read())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holdfast.copies=many");
    }
}
