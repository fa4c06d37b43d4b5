package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Looks for what stored bytes must not tell. */
public final class Telling {

    /** What classes' names and serialised objects begin with. */
    private static final List<String> CLASSES =
            List.of("java/", "java.", "io.holdfast", "io/holdfast", "\u00ac\u00ed\0\5");

    private Telling() {}

    /**
     * Neither names of classes, nor one of these ids, in letters or in bytes, nor one of these texts, of which there is
     * one.
     */
    public static void assertNothingOf(byte[] stored, Collection<SessionId> ids, Collection<String> texts) {
        String there = new String(stored, StandardCharsets.ISO_8859_1);
        assertThat(there).doesNotContain(CLASSES);
        assertThat(there).doesNotContain(texts);
        for (SessionId id : ids) {
            assertThat(there).doesNotContain(id.value());
            assertThat(there).doesNotContain(new String(id.bytes(), StandardCharsets.ISO_8859_1));
        }
    }
}
