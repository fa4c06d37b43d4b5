package io.holdfast.config;

import io.holdfast.config.ClassPatternsType.ClassPatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Class patterns as {@link java.io.ObjectInputFilter.Config#createFilter} reads them. Its limits are left out, as they
 * have settings of their own, and so are patterns that refuse and the one that lets everything in.
 */
record ClassPatternsType() implements ValueType<ClassPatterns> {

    record ClassPatterns(List<String> patterns) {}

    private static final String IDENTIFIER = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final Pattern CLASS_PATTERN =
            Pattern.compile("(" + IDENTIFIER + "\\.)*(" + IDENTIFIER + "\\.\\*\\*?|" + IDENTIFIER + "\\*?)");

    @Override
    public Class<ClassPatterns> javaType() {
        return ClassPatterns.class;
    }

    @Override
    public String allowedValues() {
        return "classes (com.acme.Cart), packages (com.acme.*) or packages with all below (com.acme.**), "
                + "separated by ; or ,";
    }

    @Override
    public ClassPatterns parse(String text) throws BadValueException {
        List<String> patterns = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String entry : text.split("[;,]", -1)) {
            String pattern = entry.strip();
            if (CLASS_PATTERN.matcher(pattern).matches()) {
                patterns.add(pattern);
            } else {
                problems.add("has the entry \"" + pattern + "\" but must be " + allowedValues());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadValueException(problems);
        }
        return new ClassPatterns(List.copyOf(patterns));
    }
}
