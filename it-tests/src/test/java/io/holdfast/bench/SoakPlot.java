package io.holdfast.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figures as lines over the time, one above the other; behind them is when a node hung (yellow) or was dead (red). */
record SoakPlot(SoakResult result) {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 1000;
    private static final Color HUNG = new Color(255, 235, 160);
    private static final Color DEAD = new Color(255, 190, 180);

    /** @return the file in the folder */
    Path draw(Path folder) throws IOException {
        String make = result.make().name().toLowerCase(Locale.ROOT);
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(new NumberAxis("seconds"));
        result.courses().forEach(course -> all.add(plot(course)));
        JFreeChart chart =
                new JFreeChart(make + ", " + result.variant().name(), JFreeChart.DEFAULT_TITLE_FONT, all, false);
        Path file = folder.resolve(make + "-soak.png");
        ChartUtils.saveChartAsPNG(file.toFile(), chart, WIDTH, HEIGHT);
        return file;
    }

    private XYPlot plot(Course course) {
        XYSeries line = new XYSeries(course.figure().title());
        List<Sample> samples = course.samples();
        samples.stream()
                .filter(sample -> sample.values().containsKey(course.figure()))
                .forEach(sample -> line.add(sample.second(), sample.values().get(course.figure())));
        XYPlot plot = new XYPlot(
                new XYSeriesCollection(line),
                null,
                new NumberAxis(course.figure().title()),
                new XYLineAndShapeRenderer());
        result.outages().forEach(outage -> plot.addDomainMarker(marker(outage), Layer.BACKGROUND));
        return plot;
    }

    private static IntervalMarker marker(Outage outage) {
        return new IntervalMarker(outage.begin(), outage.end(), outage.failure() == NodeFailure.HANG ? HUNG : DEAD);
    }
}
