package io.holdfast.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an error or the log tells is held to what {@link CommentsTest} holds comments to. */
class TextsTest {

    private static final Path TOLD = Path.of("../extension/src/main");
    private static final Map<Path, Prose> TEXTS = texts();

    private static Map<Path, Prose> texts() {
        Map<Path, Prose> texts = new TreeMap<>();
        Sources.texts().forEach((path, source) -> {
            if (path.startsWith(TOLD)) {
                texts.put(path, Texts.in(source));
            }
        });
        return texts;
    }

    @Test
    void noSentenceIsLong() {
        assertThat(Prose.tooLong(TEXTS)).isEmpty();
    }

    @Test
    void thereAreTexts() {
        assertThat(Prose.countSentences(TEXTS)).isGreaterThan(500);
    }

    @Test
    void aTextIsReadAsAWholeWithoutComments() {
        String source = """
                /** Says "no". */
                char quote = '"';
                log("Node {0} is away; "
                        + "the others " // said "twice"
                        + "serve", "once");
                throw new Error("After " + times.get(0) + MOST + " attempts"
                        + ": \\"no\\". Try again");
                """;
        assertThat(Texts.in(source).sentences().stream().map(String::strip))
                .isEqualTo(List.of(
                        "Node {0} is away; the others serve", "once", "After Code attempts: \\\"no\\\".", "Try again"));
    }
}
