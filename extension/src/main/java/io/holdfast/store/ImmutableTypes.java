package io.holdfast.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Set;
import java.util.UUID;

/** Knows values that cannot have changed since they were read, and so need no second look before a save. */
final class ImmutableTypes {

    private static final Set<Class<?>> TYPES = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class);

    private ImmutableTypes() {}

    static boolean isImmutable(Object value) {
        return TYPES.contains(value.getClass())
                || value instanceof Enum<?>
                || value.getClass().getPackageName().equals("java.time");
    }
}
