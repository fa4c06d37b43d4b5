package io.holdfast.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d} or ISO-8601 ({@code PT30S}). */
record DurationType(Duration min, Duration max, boolean wholeSeconds) implements ValueType<Duration> {

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d)");

    static DurationType between(String min, String max) {
        return new DurationType(literal(min), literal(max), false);
    }

    /** For what memcached or a browser counts in seconds. */
    static DurationType inSecondsBetween(String min, String max) {
        return new DurationType(literal(min), literal(max), true);
    }

    @Override
    public Class<Duration> javaType() {
        return Duration.class;
    }

    @Override
    public String allowedValues() {
        return "a duration from " + written(min) + " to " + written(max) + (wholeSeconds ? " in whole seconds" : "");
    }

    @Override
    public Duration parse(String text) throws BadValueException {
        if (text.matches("[0-9]+")) {
            throw BadValueException.because("has no unit: must be " + allowedValues());
        }
        Duration value;
        try {
            value = literal(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw outside();
        }
        boolean outside = value.compareTo(min) < 0 || value.compareTo(max) > 0;
        if (outside || (wholeSeconds && !value.equals(value.truncatedTo(ChronoUnit.SECONDS)))) {
            throw outside();
        }
        return value;
    }

    private static Duration literal(String text) {
        Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String written(Duration value) {
        if (value.toMillis() % 1000 != 0) {
            return value.toMillis() + "ms";
        }
        long seconds = value.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return value.toDays() + "d";
        }
        if (seconds % 3_600 == 0 && seconds > 0) {
            return value.toHours() + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? value.toMinutes() + "m" : seconds + "s";
    }
}
