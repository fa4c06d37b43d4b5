package io.holdfast.config;

/** A whole number. */
record WholeNumberType(int min, int max) implements ValueType<Integer> {

    @Override
    public Class<Integer> javaType() {
        return Integer.class;
    }

    @Override
    public String allowedValues() {
        return "a whole number from " + min + " to " + max;
    }

    @Override
    public Integer parse(String text) throws BadValueException {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw outside();
        }
        if (value < min || value > max) {
            throw outside();
        }
        return value;
    }
}
