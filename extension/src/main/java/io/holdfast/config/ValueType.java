package io.holdfast.config;

/** What kind of value a setting takes: how it is written and which values are in bounds. */
sealed interface ValueType<T>
        permits BooleanType,
                ChoiceType,
                ClassPatternsType,
                DurationType,
                KeysType,
                NodeCredentialsType,
                NodesType,
                SizeType,
                TextType,
                WholeNumberType {

    Class<T> javaType();

    /** Kind and bounds in one phrase, which follows "must be" in a fault and stands alone in the table of settings. */
    String allowedValues();

    /** Whether no message may show what was written. */
    default boolean isSecret() {
        return false;
    }

    /** That a value is not one of {@link #allowedValues}. */
    default BadValueException outside() {
        return BadValueException.because("must be " + allowedValues());
    }

    T parse(String text) throws BadValueException;
}
