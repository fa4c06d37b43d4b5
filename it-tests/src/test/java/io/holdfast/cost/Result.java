package io.holdfast.cost;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one round, or the middle of several, came to. */
record Result(Map<Figure, Double> figures) {

    /** @param lostChanges that were acknowledged and are not in the sessions */
    static Result of(Load load, Reading before, Reading after, long lostChanges) {
        double requests = Math.max(1, after.answered() - before.answered());
        double server = after.server() - before.server();
        double nodes = after.nodesTime() - before.nodesTime();
        double time = (after.moment() - before.moment()) * Runtime.getRuntime().availableProcessors();
        double others = after.all() - before.all() - (after.load() - before.load()) - server - nodes;
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.PER_SECOND, load.requests() / load.seconds());
        figures.put(Figure.SERVER_TIME, server / requests);
        figures.put(Figure.NODES_TIME, nodes / requests);
        figures.put(Figure.ALLOCATED, after.allocatedSince(before) / requests / 1024);
        figures.put(Figure.READS, counted(before, after, "cmd_get", "cmd_touch") / requests);
        figures.put(Figure.WRITES, counted(before, after, "cmd_set") / requests);
        figures.put(
                Figure.OTHER_COMMANDS, counted(before, after, "cmd_meta", "delete_hits", "delete_misses") / requests);
        figures.put(Figure.TO_NODES, counted(before, after, "bytes_read") / requests / 1024);
        figures.put(Figure.FROM_NODES, counted(before, after, "bytes_written") / requests / 1024);
        figures.put(Figure.OTHERS, Math.max(0, others / time * 100));
        figures.put(Figure.ERRORS, (double) load.errors() + Math.max(0, lostChanges));
        return new Result(figures);
    }

    private static double counted(Reading before, Reading after, String... counters) {
        return Arrays.stream(counters)
                .mapToDouble(counter -> after.counted(counter) - before.counted(counter))
                .sum();
    }

    double get(Figure figure) {
        return figures.getOrDefault(figure, 0.0);
    }

    /** The median of each figure, but all errors. */
    static Result median(List<Result> rounds) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            double[] sorted = sorted(rounds, figure);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            figures.put(figure, figure == Figure.ERRORS ? Arrays.stream(sorted).sum() : median);
        }
        return new Result(figures);
    }

    static double[] sorted(List<Result> rounds, Figure figure) {
        return rounds.stream().mapToDouble(round -> round.get(figure)).sorted().toArray();
    }
}
