package io.holdfast.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of a few words, in capitals or not. The words are the names of the constants. */
record ChoiceType<T extends Enum<T>>(Class<T> javaType) implements ValueType<T> {

    @Override
    public String allowedValues() {
        return Arrays.stream(javaType.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    @Override
    public T parse(String text) throws BadValueException {
        for (T choice : javaType.getEnumConstants()) {
            if (choice.name().equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw outside();
    }
}
