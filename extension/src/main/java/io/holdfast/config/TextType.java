package io.holdfast.config;

import java.util.regex.Pattern;

/** A text of given characters; {@code allowedValues} says in words what {@code allowed} says in symbols. */
record TextType(Pattern allowed, String allowedValues) implements ValueType<String> {

    /** Becomes part of what every key is made of, so it is kept to what survives any file and any shell. */
    static final TextType NAMESPACE =
            of("[A-Za-z0-9._/-]{1,64}", "1 to 64 letters, digits, dots, hyphens, underscores or slashes");

    /** RFC 6265, section 4.1.1: a cookie's name is a token of RFC 2616, section 2.2. */
    static final TextType COOKIE_NAME =
            of("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}", "1 to 64 letters, digits or any of !#$%&'*+-.^_`|~");

    /** RFC 6265, section 4.1.1: any character but control characters and the semicolon; ours is ASCII only. */
    static final TextType COOKIE_PATH =
            of("/[!-:<-~]{0,254}", "a path that begins with a slash, of up to 255 ASCII characters without ; or blank");

    /** RFC 1034, section 3.5, without the leading dot that RFC 6265, section 5.2.3 would drop. */
    static final TextType COOKIE_DOMAIN = of(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*",
            "a domain name without a leading dot");

    /** Never a URL of a naming service elsewhere, from which a lookup would load classes. */
    static final TextType JNDI_NAME = of(
            "(java:)?[A-Za-z0-9/._-]{1,250}", "a name in the server's own JNDI, such as java:comp/env/jdbc/sessions");

    private static TextType of(String regex, String allowedValues) {
        return new TextType(Pattern.compile(regex), allowedValues);
    }

    @Override
    public Class<String> javaType() {
        return String.class;
    }

    @Override
    public String parse(String text) throws BadValueException {
        if (!allowed.matcher(text).matches()) {
            throw outside();
        }
        return text;
    }
}
