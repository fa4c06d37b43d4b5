package io.holdfast.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void aSentenceEndsBeforeACapitalLetterAndAtTheEndOfItsParagraph() {
        assertThat(Prose.of("One is here. Two\nis there: see\n\nthree").sentences())
                .containsExactly("One is here.", "Two is there: see ", "three ");
    }

    @Test
    void eachItemOfAListIsAParagraph() {
        assertThat(Prose.of("- one\n  goes on\n- two\n1. three").sentences())
                .containsExactly("one goes on ", "two ", "three ");
    }

    @Test
    void tablesHeadingsAndCommentsAreNoProse() {
        assertThat(Prose.of("# Title\n<!-- part -->\n| a | b |\ntext").sentences())
                .containsExactly("text ");
    }

    @Test
    void codeIsOneWordAndALinkIsItsText() {
        assertThat(Prose.words(Prose.of("Ask `it-tests/test -pl x` or [the page](page.md), please.")
                        .sentences()
                        .get(0)))
                .isEqualTo(6);
    }

    @Test
    void whatIsFencedIsNoProse() {
        Page page = new Page(Path.of("page.md"), "text\n\n```sh\nmuch code\n```\n\nmore\n");
        assertThat(page.prose().sentences()).containsExactly("text ", "more ");
    }

    @Test
    void aTypeThatIsNotThereIsUnknownAndSoIsAMember() {
        Sources sources = Sources.ofTheProject();
        assertThat(sources.know("Prose.average()")).isTrue();
        assertThat(sources.know("documents/Prose")).isTrue();
        assertThat(sources.know("store/Prose")).isFalse();
        assertThat(sources.know("Prose.median")).isFalse();
        assertThat(sources.know("ProseOfAnotherKind")).isFalse();
    }
}
