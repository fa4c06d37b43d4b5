package io.holdfast.config;

/** What kind of value a setting takes: how it is written and which values are in bounds. */
sealed interface ValueType<T>
        permits ChoiceType,
                ClassPatternsType,
                DurationType,
                NodeCredentialsType,
                NodesType,
                SecretType,
                SizeType,
                TextType,
                WholeNumberType {

    Class<T> javaType();

    /** Kind and bounds in one phrase, which follows "must be" in a fault and stands alone in the table of settings. */
    String bounds();

    T parse(String text) throws BadValueException;
}
