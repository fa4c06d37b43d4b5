package io.holdfast.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    private static final Variant BUILT = new Variant("built", Optional.of(Path.of("built.jar")));

    @Test
    void withoutOptionsTheBuiltJarIsMeasuredOnBothServersWithBothSizesAndPages() {
        Options options = Options.read(List.of(), BUILT);
        assertThat(options.variants()).containsExactly(Variant.NONE, BUILT);
        assertThat(options.makes()).containsExactly(Make.TOMCAT, Make.WILDFLY);
        assertThat(options.scenarios()).hasSize(4).contains(new Scenario(20, Page.CHANGE));
        assertThat(options.rounds()).isEqualTo(3);
    }

    @Test
    void whatIsGivenTakesThePlaceOfWhatIsUsual(@TempDir Path folder) throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        Options options = Options.read(
                List.of("--jar=before=" + jar, "--jar=after=" + jar, "--server=wildfly", "--page=read", "--seconds=2"),
                BUILT);
        assertThat(options.variants()).extracting(Variant::name).containsExactly("none", "before", "after");
        assertThat(options.makes()).containsExactly(Make.WILDFLY);
        assertThat(options.scenarios()).containsExactly(new Scenario(2, Page.READ), new Scenario(20, Page.READ));
        assertThat(options.measured()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void twoVariantsOfOneNameAreRefused(@TempDir Path folder) throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.read(List.of("--jar=a=" + jar, "--jar=a=" + jar), BUILT));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.read(List.of("--jar=none=" + jar), BUILT));
    }

    @Test
    void aJarThatIsNotThereOrHasNoNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.read(List.of("--jar=a=/nowhere"), BUILT));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.read(List.of("--jar=/nowhere"), BUILT));
    }
}
