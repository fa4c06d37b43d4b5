package io.holdfast.documents;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts of a Java source, as of errors and of the log, as prose. What is put in between counts as one word. */
final class Texts {

    private static final String LITERAL = "\"(?:[^\"\\\\\\n]|\\\\.)*+\"";
    private static final String CHARACTER = "'(?:[^'\\\\\\n]|\\\\.)+'";
    private static final String PUT_IN = "[\\w.]+(?:\\([^\"()]*\\))*\\s*\\+\\s*";

    /** A text in three quotes, or one of literals with a plus between them. */
    private static final Pattern TEXT = Pattern.compile(
            CHARACTER + "|\"\"\".*?\"\"\"|" + LITERAL + "(?:\\s*\\+\\s*(?:" + PUT_IN + ")*" + LITERAL + ")*",
            Pattern.DOTALL);

    private static final Pattern BROKEN = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern VALUE = Pattern.compile("\"\\s*\\+[^\"]*\\+\\s*\"");

    private Texts() {}

    static Prose in(String source) {
        return Prose.of(TEXT.matcher(Comments.removedFrom(source))
                .results()
                .map(MatchResult::group)
                .filter(found -> found.startsWith("\""))
                .map(Texts::plain)
                .collect(Collectors.joining("\n\n")));
    }

    private static String plain(String text) {
        String inside = text.substring(1, text.length() - 1);
        return VALUE.matcher(BROKEN.matcher(inside).replaceAll("")).replaceAll("Code");
    }
}
