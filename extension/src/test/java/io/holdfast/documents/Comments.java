package io.holdfast.documents;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The comments of a Java source, as prose. Code, links and what a tag is about count as one word each. */
final class Comments {

    /** Texts come first, so that two slashes in one of them begin no comment. */
    private static final Pattern TEXT_OR_COMMENT = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)+'|(?<block>/\\*.*?\\*/)|(?<line>//[^\\n]*)",
            Pattern.DOTALL);

    private static final Pattern EDGES = Pattern.compile("^\\s*(?:/\\*+|\\*+/|\\*|//)|\\*/", Pattern.MULTILINE);
    private static final Pattern PARAGRAPH = Pattern.compile("</?(?:p|ul|ol|li|pre)>|^\\s*@\\w+", Pattern.MULTILINE);
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@[^{}]*}");
    private static final Pattern MARKUP = Pattern.compile("</?\\w+[^>]*>");

    private Comments() {}

    /** The source with a blank for each comment. */
    static String removedFrom(String source) {
        return TEXT_OR_COMMENT
                .matcher(source)
                .replaceAll(found -> found.group().startsWith("/") ? " " : Matcher.quoteReplacement(found.group()));
    }

    static Prose in(String source) {
        return Prose.of(TEXT_OR_COMMENT
                .matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(found -> found.startsWith("/"))
                .map(Comments::plain)
                .collect(Collectors.joining("\n\n")));
    }

    private static String plain(String comment) {
        String text = EDGES.matcher(comment).replaceAll("");
        text = INLINE_TAG.matcher(text).replaceAll("Code");
        text = PARAGRAPH.matcher(text).replaceAll("\n\n");
        return MARKUP.matcher(text).replaceAll("");
    }
}
