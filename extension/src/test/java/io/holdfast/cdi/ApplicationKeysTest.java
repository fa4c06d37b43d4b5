package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.config.Configs;
import io.holdfast.config.Settings;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that come from a file, which changes while the application runs. */
class ApplicationKeysTest {

    private final List<List<String>> announced = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path file;
    private ApplicationKeys keys;

    @BeforeEach
    void begin() throws Exception {
        file = folder.resolve("keys");
        write("one");
        Settings settings = Configs.settings("nodes", "a=127.0.0.1:11211", "copies", "1", "keys", "file:" + file);
        keys = ApplicationKeys.of(settings, "/shop", new ManualClock(), new SecureRandom());
    }

    private void write(String... names) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            byte[] bytes = new byte[MasterKey.BYTES];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (name.hashCode() + 7 * i);
            }
            lines.add(name + ":" + Base64.getEncoder().encodeToString(bytes));
        }
        Files.write(file, lines);
    }

    private static List<String> names(Keyset keys) {
        return keys.keys().stream().map(MasterKey::name).toList();
    }

    private void reread() {
        keys.reread(next -> announced.add(names(next)));
    }

    @Test
    void othersAreToldOfNewKeysBeforeTheyAreUsed() throws Exception {
        write("two", "one");
        keys.reread(next -> {
            announced.add(names(next));
            assertThat(names(keys.chain().keyset())).containsExactly("one");
        });
        assertThat(announced).containsExactly(List.of("two", "one"));
        assertThat(names(keys.chain().keyset())).containsExactly("two", "one");
    }

    @Test
    void aFileThatDidNotChangeIsNoNews() {
        reread();
        assertThat(announced).isEmpty();
    }

    @Test
    void newKeysOfWhichOthersCouldNotBeToldAreTakenTheNextTime() throws Exception {
        write("two", "one");
        assertThatThrownBy(() -> keys.reread(next -> {
                    throw new IllegalStateException("no node answers");
                }))
                .hasMessage("no node answers");
        assertThat(names(keys.chain().keyset())).containsExactly("one");
        reread();
        assertThat(announced).containsExactly(List.of("two", "one"));
        assertThat(names(keys.chain().keyset())).containsExactly("two", "one");
    }

    @Test
    void aFileThatCannotBeReadChangesNothing() throws Exception {
        Files.writeString(file, "two:tooShort");
        reread();
        Files.delete(file);
        reread();
        assertThat(announced).isEmpty();
        assertThat(names(keys.chain().keyset())).containsExactly("one");
    }
}
