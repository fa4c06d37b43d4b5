package io.holdfast.config;

/** A secret: long enough not to be guessed, of characters that look the same in every encoding. */
record SecretType() implements ValueType<Secret> {

    private static final int MIN_LENGTH = 16;
    private static final int MAX_LENGTH = 1024;

    @Override
    public Class<Secret> javaType() {
        return Secret.class;
    }

    @Override
    public String bounds() {
        return MIN_LENGTH + " to " + MAX_LENGTH + " printable ASCII characters";
    }

    @Override
    public Secret parse(String text) throws BadValueException {
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 127);
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH || !printable) {
            throw BadValueException.outside(this);
        }
        return new Secret(text);
    }
}
