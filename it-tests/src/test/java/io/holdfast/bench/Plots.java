package io.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Medians as bars: a picture for each server and figure, in it a group for each scenario, in it a bar for each variant.
 */
record Plots(List<Row> rows) {

    private static final List<Figure> DRAWN =
            List.of(Figure.PER_SECOND, Figure.P99, Figure.SERVER_TIME, Figure.STORE_TIME, Figure.ALLOCATED);
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 600;

    /** @return the files in the folder */
    List<Path> draw(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String server : rows.stream().map(Row::server).distinct().toList()) {
            for (Figure figure : DRAWN) {
                String name = figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
                Path file = folder.resolve(server + "-" + name + ".png");
                Files.deleteIfExists(file);
                ChartUtils.saveChartAsPNG(file.toFile(), chart(server, figure), WIDTH, HEIGHT);
                files.add(file);
            }
        }
        return files;
    }

    private JFreeChart chart(String server, Figure figure) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        rows.stream()
                .filter(row -> row.server().equals(server))
                .forEach(row -> row.median()
                        .get(figure)
                        .ifPresent(value -> bars.addValue(value, row.variant().name(), "" + row.scenario())));
        JFreeChart chart = ChartFactory.createBarChart(server, "", figure.title(), bars);
        BarRenderer renderer = (BarRenderer) chart.getCategoryPlot().getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", format(figure)));
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultPositiveItemLabelPosition(new ItemLabelPosition(
                ItemLabelAnchor.OUTSIDE12, TextAnchor.CENTER_LEFT, TextAnchor.CENTER_LEFT, -Math.PI / 2));
        chart.getCategoryPlot().getRangeAxis().setUpperMargin(0.1); // for what is written above the highest
        return chart;
    }

    private static NumberFormat format(Figure figure) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setGroupingUsed(false);
        format.setMinimumFractionDigits(figure.decimals());
        format.setMaximumFractionDigits(figure.decimals());
        return format;
    }
}
