package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.config.ConfiguredKeys.InFile;
import io.holdfast.config.ConfiguredKeys.Listed;
import io.holdfast.config.ConfiguredKeys.NamedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTypeTest {

    private static final String ONE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String TWO = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    private static List<String> names(Optional<ConfiguredKeys> keys) {
        return ((Listed) keys.orElseThrow()).keys().stream().map(NamedKey::name).toList();
    }

    private static List<String> problems(String... keysAndValues) {
        return Configs.problems(keysAndValues).stream()
                .map(ConfigProblem::problem)
                .toList();
    }

    @Test
    void keysAreReadInTheirOrderPaddedOrNotInEitherAlphabet() {
        String unpadded = TWO.replace("=", "");
        assertThat(names(Configs.settings("keys", "k2:" + unpadded + " , k1:" + ONE)
                        .keys()))
                .containsExactly("k2", "k1");
        assertThat(Configs.settings("keys", "k:" + "-_8".repeat(14) + "A").keys())
                .isPresent();
    }

    @Test
    void nodesWithoutAKeyAreAFaultThatSaysWhatToDoOnLoopbackToo() {
        assertThat(Configs.problems("keys", "", "nodes", "127.0.0.1", "copies", "1"))
                .singleElement()
                .hasToString("holdfast.keys is missing: sessions on memcached nodes are sealed under a secret key, or"
                        + " whoever writes there logs in as anybody; write a key: holdfast.keys=k1: and behind it,"
                        + " without a space, a line printed by openssl rand -base64 32, the same on every application"
                        + " server; holdfast.keys=none on a laptop, where anybody may read and forge sessions");
    }

    @Test
    void anArchiveWithoutAKeyIsAFaultOnAnInProcessNodeToo() {
        assertThat(problems("keys", "", "archive.datasource", "java:comp/DefaultDataSource"))
                .singleElement()
                .asString()
                .startsWith("is missing: sessions on a database are sealed");
    }

    @Test
    void anInProcessNodeNeedsNoKey() {
        assertThat(Configs.settings("keys", "").keys()).isEmpty();
    }

    @Test
    void noneIsForLoopbackUnlessSaidOtherwise() {
        assertThat(Configs.problems("keys", "none", "nodes", "127.0.0.1:1,[::1]:2"))
                .isEmpty();
        assertThat(problems("keys", "none", "nodes", "a=127.0.0.1:1,b=192.0.2.1:2"))
                .singleElement()
                .asString()
                .contains("and b is not");
        assertThat(Configs.problems("keys", "none-beyond-loopback", "nodes", "192.0.2.1:1,192.0.2.2:1"))
                .isEmpty();
    }

    @Test
    void underThePublishedKeyNoClassIsStoredButThoseListed() {
        assertThat(Configs.problems("keys", "none", "nodes", "127.0.0.1,127.0.0.1:2", "classes", "any"))
                .singleElement()
                .extracting(ConfigProblem::key, ConfigProblem::problem)
                .containsExactly(
                        "holdfast.classes", "demands a secret key, and holdfast.keys is one that everybody knows");
        assertThat(Configs.problems("keys", "none", "nodes", "127.0.0.1,127.0.0.1:2", "classes", "listed"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k1                                                | has no name and colon before key number 1",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=      | has no name and colon before key number 1",
                "a b:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=  | has no name and colon before key number 1",
                "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==   | not 32 bytes",
                "k1:                                               | not 32 bytes",
                "k1:!                                              | not 32 bytes",
                "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=   | one byte repeated",
                "k1:aG9sZGZhc3QncyBwdWJsaXNoZWQga2V5LCBubyBrZXk=   | published with Holdfast",
                "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,k1:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=|two keys named k1",
                "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,k2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= | twice",
                "file:/no/such/file                                | which is not there",
            })
    void whatIsNoKeyIsAFaultThatShowsNothingOfIt(String value, String problem) {
        assertThat(Configs.problems("keys", value)).singleElement().satisfies(found -> {
            assertThat(found.problem()).contains(problem);
            assertThat(found.toString()).doesNotContain("AAEC");
        });
    }

    @Test
    void thePublishedKeyIsWhatItSays() {
        assertThat(Base64.getEncoder().encodeToString(PublishedKey.bytes()))
                .isEqualTo("aG9sZGZhc3QncyBwdWJsaXNoZWQga2V5LCBubyBrZXk=");
    }

    @Test
    void aFileHasAKeyALineAndComments(@TempDir Path folder) throws IOException, BadValueException {
        Path file =
                Files.writeString(folder.resolve("keys"), "# the present one\n\nk2:" + TWO + "\r\nk1:" + ONE + "\n");
        assertThat(Configs.settings("keys", "file:" + file).keys()).contains(new InFile(file));
        assertThat(KeyFile.read(file)).extracting(NamedKey::name).containsExactly("k2", "k1");
    }

    @Test
    void aFileIsOpenToOthersUnlessOnlyItsOwnerReadsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "k1:" + ONE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(KeyFile.isOpenToOthers(file)).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFile.isOpenToOthers(file)).isFalse();
    }
}
