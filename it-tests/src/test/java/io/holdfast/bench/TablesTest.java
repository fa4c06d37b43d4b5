package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.bench.ScaleRow.Dimension;
import io.holdfast.it.harness.server.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

    private static final Options OPTIONS = Options.read(List.of(), Path.of("built.jar"));
    private static final Scenario READ = Scenario.of(Page.READ, 2);

    private static ScaleRow scale(Dimension of, int count, double cost) {
        Result result = new Result(Map.of(Figure.SERVER_TIME, cost));
        return new ScaleRow(Make.TOMCAT, of, count, READ, result, OptionalLong.of(5 << 20), OptionalLong.empty());
    }

    private static Row row(Scenario scenario, Variant variant, double... perSecond) {
        List<Result> rounds = Arrays.stream(perSecond)
                .mapToObj(each -> new Result(Map.of(Figure.PER_SECOND, each, Figure.ERRORS, 0.0)))
                .toList();
        return new Row(Make.TOMCAT, scenario, variant, rounds);
    }

    @Test
    void eachVariantIsALineWithItsMediansAndWhatIsNotKnownIsADash() {
        Row row = row(READ, new Variant.Redis(), 100, 300, 200);
        assertThat(new BenchTable(OPTIONS, List.of(row)).markdown().lines())
                .contains("| tomcat | read | 2 KB | redis | 200 (100 to 300) | " + "- | ".repeat(13) + "0 |");
    }

    @Test
    void ratiosAreToTheVariantsThatWereMeasuredOfTheSameServerAndScenario() {
        List<Row> rows = List.of(
                row(READ, new Variant.InMemory(), 400),
                row(READ, new Variant.Redis(), 100),
                row(Scenario.login(), new Variant.InMemory(), 50),
                row(Scenario.login(), new Variant.Redis(), 20));
        assertThat(new RatioTable(rows).markdown().lines())
                .contains(
                        "| tomcat | read | 2 KB | redis | 0.25 | - | - | - | 1.00 | - | - | - |",
                        "| tomcat | login | - | none | 1.00 | - | - | - | 2.50 | - | - | - |")
                .noneMatch(line -> line.contains("hazelcast"));
    }

    @Test
    void withoutAnyOfTheOthersThereAreNoRatios() {
        assertThat(new RatioTable(List.of(row(READ, new Variant.Replicated(), 1))).markdown())
                .isEmpty();
    }

    @Test
    void eachServerAndFigureIsAPicture(@TempDir Path folder) throws IOException {
        Plots plots = new Plots(List.of(row(READ, new Variant.InMemory(), 400), row(READ, new Variant.Redis(), 100)));
        assertThat(plots.draw(folder)).hasSize(5).contains(folder.resolve("tomcat-per-second.png"));
        assertThat(ImageIO.read(folder.resolve("tomcat-per-second.png").toFile())
                        .getWidth())
                .isEqualTo(1200);
    }

    @Test
    void moreOfSomethingIsComparedWithTheLeastOfTheSame() {
        List<ScaleRow> rows = List.of(
                scale(Dimension.NODES, 2, 0.4), scale(Dimension.NODES, 16, 0.5), scale(Dimension.IDLE, 1000, 0.2));
        assertThat(new ScaleTable(rows).markdown().lines())
                .anyMatch(line -> line.startsWith("| tomcat | nodes | 16 | read, 2 KB | 0.500 | 1.25 |"))
                .anyMatch(line -> line.startsWith("| tomcat | idle sessions | 1000 | read, 2 KB | 0.200 | 1.00 |"))
                .anyMatch(line -> line.endsWith("| 5 | - |"));
    }

    @Test
    void whatThereIsMoreOfIsAPictureEach(@TempDir Path folder) throws IOException {
        ScalePlots plots = new ScalePlots(List.of(scale(Dimension.NODES, 2, 0.4), scale(Dimension.NODES, 4, 0.4)));
        assertThat(plots.draw(folder)).hasSize(3).contains(folder.resolve("tomcat-scale-nodes.png"));
    }
}
