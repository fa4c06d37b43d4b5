package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.value.UnreadableValueException;
import io.holdfast.session.value.UnstorableValueException;
import io.holdfast.session.value.ValueCodec;
import io.holdfast.testing.Likeness;
import io.holdfast.testing.SerializableClasses;
import io.holdfast.testing.Specimens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One object of every public Serializable class of the JDK's modules that applications use, as far as one can be made.
 * Each is stored and comes back at least as like as from plain Java serialisation, or is in the list of the refused.
 */
class EveryValueIT {

    private static final int LISTED_OF_JAVA = 17;
    private static final Path REFUSED = Path.of("src/test/resources/io/holdfast/web/refused-values.txt");
    private static final int TRIES = 5;

    @TempDir
    private static Path directory;

    private static ServletAndStore both;

    @BeforeAll
    static void start() {
        both = new ServletAndStore(directory);
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    /** What became of the classes of a module. */
    private static final class Finding {
        final Map<String, Object> stored = new LinkedHashMap<>();
        final Map<String, Object> refused = new LinkedHashMap<>();
        final Map<String, String> reasons = new TreeMap<>();
        final Map<String, String> failedPlainly = new TreeMap<>();
        int made;
    }

    @ParameterizedTest
    @CsvSource({
        "java.base, 500, 460",
        "java.sql, 28, 25",
        "java.xml, 25, 25",
        "java.naming, 64, 48",
        "java.desktop, 575, 410"
    })
    void everyClassComesBackByTheOtherApiOnTheOtherServer(String module, int seen, int stored) throws IOException {
        List<Class<?>> classes = SerializableClasses.of(module);
        Finding finding = new Finding();
        classes.forEach(type -> Specimens.of(type).ifPresent(made -> sort(type.getName(), made, finding)));
        List<String> worse = new ArrayList<>();
        both.send(finding.stored, (name, back) -> compare(name, finding.stored.get(name), back, worse));
        System.out.printf(
                Locale.ROOT,
                "%s: %d classes, %d made, %d stored, refused here %s, by Java %s%n",
                module,
                classes.size(),
                finding.made,
                finding.stored.size(),
                finding.reasons,
                finding.failedPlainly);
        assertThat(worse).isEmpty();
        assertRefusedByEither(finding);
        assertListed(module, finding.reasons);
        assertThat(classes).hasSizeGreaterThanOrEqualTo(seen);
        assertThat(finding.stored).hasSizeGreaterThanOrEqualTo(stored);
    }

    private static void sort(String name, Object made, Finding finding) {
        finding.made++;
        try {
            Likeness.requirePlain(made);
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            finding.failedPlainly.put(name, String.valueOf(e.getMessage()));
            return;
        }
        ValueCodec values = both.values();
        try {
            Object unused = values.decode(values.encode(made, null, tries -> tries < TRIES));
            finding.stored.put(name, made);
        } catch (UnstorableValueException e) {
            finding.refused.put(name, made);
            finding.reasons.put(name, e.isTorn() ? "it is another each time it is written" : e.getMessage());
        } catch (UnreadableValueException e) {
            throw new AssertionError(name + " was stored and cannot be read", e);
        }
    }

    private static void compare(String name, Object sent, Object back, List<String> worse) {
        Likeness here = Likeness.of(sent, back);
        if (here == Likeness.NONE || here.compareTo(plain(sent)) < 0) {
            worse.add(name + ": " + here);
        }
    }

    private static Likeness plain(Object sent) {
        try {
            return Likeness.plain(sent);
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefusedByEither(Finding finding) {
        finding.refused.forEach((name, value) -> {
            String reason = String.valueOf(finding.reasons.get(name));
            if (reason.contains("holdfast.allowed-classes")) {
                assertThat(both.answers(value)).allMatch(answer -> answer.contains(reason));
            }
        });
    }

    /** The list is exact for one version of Java; others have other classes, but no other reasons. */
    private static void assertListed(String module, Map<String, String> reasons) throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(REFUSED)) {
            String[] parts = line.split(" – ", 3);
            if (parts[0].equals(module)) {
                listed.put(parts[1], parts[2]);
            }
        }
        if (Runtime.version().feature() == LISTED_OF_JAVA) {
            assertThat(reasons).isEqualTo(listed);
        } else {
            assertThat(reasons)
                    .allSatisfy((name, reason) -> assertThat(listed.containsKey(name)
                                    || reason.contains("is not allowed")
                                    || reason.contains("are not allowed"))
                            .as(name + ": " + reason)
                            .isTrue());
        }
    }
}
