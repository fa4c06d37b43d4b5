package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemcachedSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void boundsAreChecked() {
        assertThatThrownBy(() -> new MemcachedSettings(Duration.ofNanos(999_999), 1))
                .hasMessage("connectTimeout must be >= 1 ms but is PT0.000999999S");
        assertThatThrownBy(() -> new MemcachedSettings(SECOND, 0))
                .hasMessage("maxValueBytes must be >= 1 and <= 67108864 but is 0");
        assertThatThrownBy(() -> new MemcachedSettings(SECOND, 67_108_865))
                .hasMessage("maxValueBytes must be >= 1 and <= 67108864 but is 67108865");
    }
}
