package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    private static final Path BUILT = Path.of("built.jar");

    private static Options read(String... words) {
        return Options.read(List.of(words), BUILT);
    }

    @Test
    void withoutOptionsAllVariantsAreMeasuredOnBothServersWithAllPages() {
        Options options = read();
        assertThat(options.variants()).isEqualTo(Variant.all(BUILT)).hasSize(6);
        assertThat(options.makes()).containsExactly(Make.TOMCAT, Make.WILDFLY);
        assertThat(options.scenarios())
                .containsExactly(
                        Scenario.login(),
                        Scenario.of(Page.HIT, 2),
                        Scenario.of(Page.READ, 2),
                        Scenario.of(Page.HIT, 20),
                        Scenario.of(Page.READ, 20));
        assertThat(options.rounds()).isEqualTo(3);
    }

    @Test
    void whatIsGivenTakesThePlaceOfWhatIsUsual() {
        Options options = read("--variant=redis", "--variant=none", "--server=wildfly", "--page=read", "--seconds=2");
        assertThat(options.variants()).containsExactly(new Variant.Redis(), new Variant.InMemory());
        assertThat(options.makes()).containsExactly(Make.WILDFLY);
        assertThat(options.scenarios()).containsExactly(Scenario.of(Page.READ, 2), Scenario.of(Page.READ, 20));
        assertThat(options.measured()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void numbersAreInTheirOrder() {
        assertThat(read("--nodes=16", "--nodes=2").nodes()).containsExactly(2, 16);
        assertThat(read().idle()).containsExactly(1000, 10_000, 100_000, 1_000_000);
    }

    @Test
    void loginsAreOfNoSize() {
        assertThat(read("--page=login", "--size=7").scenarios()).containsExactly(Scenario.login());
    }

    @Test
    void jarsAloneAreMeasuredBesideTheServersOwnSessions(@TempDir Path folder) throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        assertThat(read("--jar=before=" + jar, "--jar=after=" + jar).variants())
                .containsExactly(
                        new Variant.InMemory(),
                        new Variant.Holdfast("before", jar, true),
                        new Variant.Holdfast("after", jar, true));
        assertThat(read("--variant=hazelcast", "--jar=new=" + jar).variants())
                .containsExactly(new Variant.Hazelcast(), new Variant.Holdfast("new", jar, true));
    }

    @Test
    void twoVariantsOfOneNameAreRefused(@TempDir Path folder) throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        assertThatIllegalArgumentException().isThrownBy(() -> read("--jar=a=" + jar, "--jar=a=" + jar));
        assertThatIllegalArgumentException().isThrownBy(() -> read("--jar=none=" + jar));
    }

    @Test
    void aVariantThatThereIsNotIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("--variant=mongo"))
                .withMessageContaining("replicated");
    }

    @Test
    void aJarThatIsNotThereOrHasNoNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("--jar=a=/nowhere"));
        assertThatIllegalArgumentException().isThrownBy(() -> read("--jar=/nowhere"));
    }

    @Test
    void aSessionBeanIsNotAskedOfSpringSession() {
        assertThat(read("--bean", "--variant=holdfast").bean()).isTrue();
        assertThat(read().bean()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> read("--bean", "--variant=redis"));
    }
}
