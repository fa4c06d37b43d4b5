package io.holdfast.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes: {@code 1000000}, {@code 64KiB}, {@code 1MiB}, {@code 2GiB}. */
record SizeType(long min, long max) implements ValueType<Long> {

    static final long KIB = 1L << 10;
    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})(kib|mib|gib|)");

    @Override
    public Class<Long> javaType() {
        return Long.class;
    }

    @Override
    public String allowedValues() {
        return "a size from " + written(min) + " to " + written(max) + ", in bytes or with KiB, MiB, GiB";
    }

    @Override
    public Long parse(String text) throws BadValueException {
        Matcher matcher = WRITTEN.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw outside();
        }
        long unit = unit(matcher.group(2));
        long amount = Long.parseLong(matcher.group(1));
        if (amount > max / unit || amount * unit < min) {
            throw outside();
        }
        return amount * unit;
    }

    private static long unit(String name) {
        return switch (name) {
            case "kib" -> KIB;
            case "mib" -> MIB;
            case "gib" -> GIB;
            default -> 1;
        };
    }

    private static String written(long bytes) {
        if (bytes == 0) {
            return "0";
        }
        if (bytes % GIB == 0) {
            return bytes / GIB + "GiB";
        }
        if (bytes % MIB == 0) {
            return bytes / MIB + "MiB";
        }
        return bytes % KIB == 0 ? bytes / KIB + "KiB" : Long.toString(bytes);
    }
}
