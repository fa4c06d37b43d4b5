package io.holdfast.bench;

import io.holdfast.bench.ScaleRow.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;

/** What a request costs the server as lines: a picture for each server and dimension, in it a line for each page. */
record ScalePlots(List<ScaleRow> rows) {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;

    /** @return the files in the folder */
    List<Path> draw(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String server : rows.stream().map(ScalePlots::server).distinct().toList()) {
            for (Dimension dimension : Dimension.values()) {
                Path file = folder.resolve(server + "-scale-" + dimension.name().toLowerCase(Locale.ROOT) + ".png");
                ChartUtils.saveChartAsPNG(file.toFile(), chart(server, dimension), WIDTH, HEIGHT);
                files.add(file);
            }
        }
        return files;
    }

    private JFreeChart chart(String server, Dimension dimension) {
        DefaultCategoryDataset lines = new DefaultCategoryDataset();
        rows.stream()
                .filter(row -> server(row).equals(server) && row.of() == dimension)
                .forEach(row -> lines.addValue(row.get(Figure.SERVER_TIME), "" + row.scenario(), "" + row.count()));
        return ChartFactory.createLineChart(server, "" + dimension, Figure.SERVER_TIME.title(), lines);
    }

    private static String server(ScaleRow row) {
        return row.make().name().toLowerCase(Locale.ROOT);
    }
}
