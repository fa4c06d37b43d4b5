package io.holdfast.config;

/** {@code true} or {@code false} and nothing else, so that a slip of the pen does not count as {@code false}. */
record BooleanType() implements ValueType<Boolean> {

    @Override
    public Class<Boolean> javaType() {
        return Boolean.class;
    }

    @Override
    public String bounds() {
        return "true or false";
    }

    @Override
    public Boolean parse(String text) throws BadValueException {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw BadValueException.outside(this);
    }
}
