package io.holdfast.config;

/** True or false, in capitals or not. */
record BooleanType() implements ValueType<Boolean> {

    @Override
    public Class<Boolean> javaType() {
        return Boolean.class;
    }

    @Override
    public String allowedValues() {
        return "true or false";
    }

    @Override
    public Boolean parse(String text) throws BadValueException {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw outside();
    }
}
