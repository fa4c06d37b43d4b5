package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {

    private static final Outage OUTAGE = new Outage(1, NodeFailure.KILL, 21, 4.5, OptionalDouble.of(0.7));
    private static final Load WELL = new Load(1000, 10, 0, 0, 1, 2, 0, 0);

    private static SoakResult result(Load load, long lost, long downs, Outage outage, double lastThreads) {
        List<Sample> samples = List.of(
                new Sample(15, Map.of(SoakFigure.THREADS, 70.0)),
                new Sample(35, Map.of(SoakFigure.THREADS, lastThreads)));
        Variant variant = new Variant.Holdfast("holdfast", Path.of("built.jar"), true);
        Course course = new Course(SoakFigure.THREADS, samples, 40);
        return new SoakResult(
                Make.TOMCAT, variant, new HalfLoad(200, 5), load, lost, downs, List.of(outage), List.of(course));
    }

    private static Options options(String... words) {
        Stream<String> usual = Stream.of("--seconds=180", "--page=hit", "--size=2");
        return Options.read(Stream.concat(usual, Arrays.stream(words)).toList(), Path.of("built.jar"));
    }

    @Test
    void theTablesTellOfLoadFaultsAndFigures() {
        assertThat(new SoakTables(result(WELL, -1, 0, OUTAGE, 71)).markdown().lines())
                .contains(
                        "| tomcat | holdfast | 200 | 100 | 50 % | 1.0 | 2.0 | 0 | 0 | 0 | 0 | 0 |",
                        "| 21 | node1 | kill | 4.5 | 0.7 |", "| threads | 70 | 70 | 71 | 72 | flat |");
    }

    @Test
    void whatIsNotKnownIsADash() {
        Outage forever = new Outage(1, NodeFailure.HANG, 21, 4.5, OptionalDouble.empty());
        assertThat(new SoakTables(result(WELL, 0, 0, forever, Double.NaN))
                        .markdown()
                        .lines())
                .contains("| 21 | node1 | hang | 4.5 | - |", "| threads | 70 | 70 | - | 72 | NOT FLAT |");
    }

    @Test
    void whateverIsNotAsPromisedIsNotWell() {
        assertThat(result(WELL, 0, 0, OUTAGE, 72).isWell()).isTrue();
        assertThat(result(WELL, -1, 0, OUTAGE, 72).isWell())
                .as("an answer was lost, the change was not")
                .isTrue();
        assertThat(result(new Load(1000, 10, 1, 1, 1, 2, 0, 0), 0, 0, OUTAGE, 72)
                        .isWell())
                .isFalse();
        assertThat(result(new Load(1000, 10, 0, 0, 1, 2, 1, 0), 0, 0, OUTAGE, 72)
                        .isWell())
                .isFalse();
        assertThat(result(new Load(1000, 10, 0, 0, 1, 2, 0, 1), 0, 0, OUTAGE, 72)
                        .isWell())
                .isFalse();
        assertThat(result(WELL, 1, 0, OUTAGE, 72).isWell()).isFalse();
        assertThat(result(WELL, 0, 1, OUTAGE, 72).isWell()).isFalse();
        assertThat(result(WELL, 0, 0, OUTAGE, 73).isWell()).isFalse();
        Outage forever = new Outage(1, NodeFailure.HANG, 21, 4.5, OptionalDouble.empty());
        assertThat(result(WELL, 0, 0, forever, 72).isWell()).isFalse();
    }

    @Test
    void pausesMakeHalfOfTheFullLoad() {
        assertThat(HalfLoad.pause(32, 4000, 0)).isCloseTo(16, Offset.offset(0.001));
        assertThat(HalfLoad.pause(32, 4000, 3)).isCloseTo(13, Offset.offset(0.001));
        assertThat(HalfLoad.pause(32, 4000, 17)).isZero();
    }

    @Test
    void theSameSeedDrawsTheSameOutages() {
        Outage outage = Outage.draw(new SplittableRandom(4711), 3, 10);
        assertThat(outage).isEqualTo(Outage.draw(new SplittableRandom(4711), 3, 10));
        assertThat(outage.place()).isBetween(0, 2);
        assertThat(outage.end()).isBetween(12.0, 25.0);
    }

    @Test
    void theSeedIsGivenOrDrawn() {
        assertThat(options("--seed=4711").seed()).isEqualTo(4711);
        assertThat(options().seed()).isPositive();
    }

    @Test
    void onlyOneVariantOfHoldfastIsTaken(@TempDir Path folder) throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        SoakProgram.check(options("--variant=holdfast-no-live"));
        SoakProgram.check(options("--jar=old=" + jar));
        assertThat(options("--jar=old=" + jar).ofHoldfast().variants()).hasSize(1);
        for (String[] words : List.of(
                new String[] {"--variant=redis"},
                new String[] {"--variant=none"},
                new String[] {"--variant=holdfast", "--variant=redis"},
                new String[] {"--variant=holdfast", "--jar=old=" + jar})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SoakProgram.check(options(words)))
                    .withMessageContaining("holdfast-no-live");
        }
    }

    @Test
    void onlyChangesOfOneSizeAndAWhileAreTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoakProgram.check(options("--variant=holdfast", "--page=read")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoakProgram.check(options("--variant=holdfast", "--size=20")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoakProgram.check(options("--variant=holdfast", "--seconds=119")));
    }

    @Test
    void thePlotIsAPicture(@TempDir Path folder) throws IOException {
        Path file = new SoakPlot(result(WELL, 0, 0, OUTAGE, 71)).draw(folder);
        assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(1000);
    }
}
