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
                .contains("| tomcat | read | 2 KB | redis | 200 (100 to 300) | " + "- | ".repeat(14) + "0 |");
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
                        "| tomcat | read | 2 KB | redis | 0.25 | - | - | - | - | 1.00 | - | - | - | - |",
                        "| tomcat | login | - | none | 1.00 | - | - | - | - | 2.50 | - | - | - | - |")
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

    private static OverloadRow overload(int connections, double perSecond, double commands, double errors) {
        Map<Figure, Double> figures =
                Map.of(Figure.PER_SECOND, perSecond, Figure.READS, commands, Figure.ERRORS, errors);
        Variant holdfast = new Variant.Holdfast("holdfast", Path.of("built.jar"), true);
        return new OverloadRow(Make.TOMCAT, holdfast, READ, connections, new Result(figures));
    }

    @Test
    void underOverloadThroughputMustStayAndCommandsMustNotGrow() {
        OverloadRow few = overload(1, 100, 2, 0);
        OverloadRow enough = overload(32, 1000, 2, 0);
        assertThat(new OverloadTable(List.of(few, enough, overload(512, 900, 2.05, 0))).isWell())
                .isTrue();
        assertThat(new OverloadTable(List.of(few, enough, overload(512, 890, 2, 0))).isWell())
                .isFalse();
        assertThat(new OverloadTable(List.of(few, enough, overload(512, 1000, 2.2, 0))).isWell())
                .isFalse();
        assertThat(new OverloadTable(List.of(few, enough, overload(512, 1000, 2, 1))).isWell())
                .isFalse();
    }

    @Test
    void whileNoNodeAnswersAllMustBeRefusedAndSoon() {
        Load soon = new Load(0, 3, 300, 300, 900, 1100, 0, 0);
        Load late = new Load(0, 3, 300, 300, 900, 2100, 0, 0);
        Load lostConnections = new Load(0, 3, 300, 290, 900, 1100, 0, 0);
        assertThat(refusals(soon, soon, 0).isWell()).isTrue();
        assertThat(refusals(late, soon, 0).isWell()).isFalse();
        assertThat(refusals(soon, lostConnections, 0).isWell()).isFalse();
        assertThat(refusals(soon, soon, 1).isWell()).isFalse();
        assertThat(refusals(soon, soon, 0).cells().get(0))
                .containsExactly("tomcat", "read, 2 KB", "512", "not yet", "100", "100.0 %", "900.0", "1100.0", "0");
    }

    private static Refusals refusals(Load unknown, Load known, long lost) {
        return new Refusals("tomcat", READ, 512, unknown, known, lost);
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
