package io.holdfast.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The comments of all sources are held to what {@link DocumentsTest} holds the pages to. */
class CommentsTest {

    private static final Map<Path, Prose> COMMENTS = comments();

    private static Map<Path, Prose> comments() {
        Map<Path, Prose> comments = new TreeMap<>();
        Sources.texts().forEach((path, text) -> comments.put(path, Comments.in(text)));
        return comments;
    }

    @Test
    void noSentenceIsLong() {
        assertThat(Prose.tooLong(COMMENTS)).isEmpty();
    }

    @Test
    void sentencesAreShortOnAverage() {
        assertThat(COMMENTS.entrySet().stream()
                        .filter(source -> source.getValue().isTooLongOnAverage())
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void thereAreComments() {
        assertThat(Prose.countSentences(COMMENTS)).isGreaterThan(1_000);
    }

    @Test
    void aCommentIsReadWithoutItsMarkup() {
        String source = """
                /**
                 * Asks {@link Cluster#ask} for
                 * it.
                 *
                 * <p>Twice.
                 *
                 * @param one of two
                 */
                String url = "http://no.comment"; // said once
                """;
        assertThat(Comments.in(source).sentences().stream().map(String::strip))
                .isEqualTo(List.of("Asks Code for it.", "Twice.", "one of two", "said once"));
    }
}
