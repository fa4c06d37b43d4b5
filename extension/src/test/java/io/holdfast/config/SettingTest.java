package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SettingTest {

    @Property
    void everyDefaultIsWithinItsBounds(@ForAll Setting setting) throws BadValueException {
        if (setting.defaultValue().isPresent()) {
            Object value = setting.type().parse(setting.defaultValue().get());
            assertThat(value).isInstanceOf(setting.type().javaType());
        }
    }

    @Property
    void everyExampleIsWithinItsBounds(@ForAll Setting setting) throws BadValueException {
        if (!setting.type().isSecret()) {
            assertThat(setting.type().parse(setting.example())).isNotNull();
        }
    }

    @Property
    void everySettingSaysWhatItIsForInSentences(@ForAll Setting setting) {
        assertThat(setting.description()).matches("[A-Z].{10,260}\\.");
        assertThat(setting.defaultText()).isNotBlank();
        assertThat(setting.type().allowedValues()).isNotBlank();
    }

    @Test
    void noTwoSettingsShareAKeyOrAnEnvironmentVariable() {
        assertThat(Arrays.stream(Setting.values()).map(Setting::key)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Setting.values()).map(Setting::environmentName))
                .doesNotHaveDuplicates()
                .contains("HOLDFAST_NODES", "HOLDFAST_COOKIE_SAME_SITE");
    }

    @Property
    void aDurationIsTheSameInEverySpelling(@ForAll @LongRange(min = 10, max = 30_000) long millis)
            throws BadValueException {
        Duration expected = Duration.ofMillis(millis);
        ValueType<Duration> type = DurationType.between("10ms", "30s");
        assertThat(type.parse(millis + "ms")).isEqualTo(expected);
        assertThat(type.parse(expected.toString())).isEqualTo(expected);
    }

    @Property
    void aSizeIsTheSameInEverySpelling(@ForAll @IntRange(min = 1, max = 128) int mebibytes) throws BadValueException {
        ValueType<Long> type = new SizeType(1024, 128 << 20);
        long bytes = (long) mebibytes << 20;
        assertThat(type.parse(mebibytes + "MiB")).isEqualTo(bytes);
        assertThat(type.parse((mebibytes << 10) + "kib")).isEqualTo(bytes);
        assertThat(type.parse(Long.toString(bytes))).isEqualTo(bytes);
    }

    @Test
    void durationsComeInFiveUnits() throws BadValueException {
        ValueType<Duration> type = DurationType.between("1ms", "30d");
        assertThat(type.parse("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(type.parse("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(type.parse("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(type.parse("2H")).isEqualTo(Duration.ofHours(2));
        assertThat(type.parse("7d")).isEqualTo(Duration.ofDays(7));
    }
}
