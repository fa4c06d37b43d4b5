package io.holdfast.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sentences of a page, without tables, headings and comments. Code in backticks counts as one word. */
record Prose(List<String> sentences) {

    private static final int MOST_WORDS = 40;
    private static final int MOST_WORDS_ON_AVERAGE = 25;

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern ITEM = Pattern.compile("(?:[-*]|\\d+\\.) +(.*)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?][\"')]?)\\s+(?=[\"'(\\[]?[A-Z0-9])");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile(".*\\w.*", Pattern.UNICODE_CHARACTER_CLASS);

    static Prose of(String markdown) {
        return new Prose(paragraphs(COMMENT.matcher(markdown).replaceAll(""))
                .flatMap(paragraph -> BETWEEN_SENTENCES.splitAsStream(plain(paragraph)))
                .filter(sentence -> words(sentence) > 0)
                .toList());
    }

    private static Stream<String> paragraphs(String markdown) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        markdown.lines().map(String::strip).forEach(line -> {
            boolean isProse = !line.isEmpty() && !line.startsWith("|") && !line.startsWith("#");
            var item = ITEM.matcher(line);
            if (!isProse || item.matches()) {
                paragraphs.add(open.toString());
                open.setLength(0);
            }
            if (isProse) {
                open.append(item.matches() ? item.group(1) : line).append(' ');
            }
        });
        paragraphs.add(open.toString());
        return paragraphs.stream();
    }

    private static String plain(String paragraph) {
        String text = CODE.matcher(paragraph).replaceAll("Code");
        return LINK.matcher(text).replaceAll("$1").replace("*", "");
    }

    static long words(String sentence) {
        return BLANK.splitAsStream(sentence)
                .filter(word -> WORD.matcher(word).matches())
                .count();
    }

    /** Sentences that nobody should have to read. */
    Stream<String> tooLong() {
        return sentences.stream().filter(sentence -> words(sentence) > MOST_WORDS);
    }

    /** Those of all these sources, each with its file. */
    static Stream<String> tooLong(Map<Path, Prose> sources) {
        return sources.entrySet().stream()
                .flatMap(source -> source.getValue().tooLong().map(sentence -> source.getKey() + ": " + sentence));
    }

    static int countSentences(Map<Path, Prose> sources) {
        return sources.values().stream()
                .mapToInt(prose -> prose.sentences().size())
                .sum();
    }

    boolean isTooLongOnAverage() {
        return average() > MOST_WORDS_ON_AVERAGE;
    }

    double average() {
        return sentences.stream().mapToLong(Prose::words).average().orElse(0);
    }
}
