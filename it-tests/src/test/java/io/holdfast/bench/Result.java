package io.holdfast.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one round, or the middle of several, came to.
 *
 * @param figures those that are known
 */
record Result(Map<Figure, Double> figures) {

    /** @param lostChanges that were acknowledged and are not in the sessions */
    static Result of(Load load, Reading before, Reading after, long lostChanges) {
        double requests = Math.max(1, after.answered() - before.answered());
        double server = after.server() - before.server();
        double store = after.store() - before.store();
        double time = (after.moment() - before.moment()) * Runtime.getRuntime().availableProcessors();
        double others = after.all() - before.all() - (after.load() - before.load()) - server - store;
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.PER_SECOND, load.requests() / load.seconds());
        figures.put(Figure.P50, load.p50());
        figures.put(Figure.P99, load.p99());
        figures.put(Figure.SERVER_TIME, server / requests);
        figures.put(Figure.STORE_TIME, store / requests);
        figures.put(Figure.ALLOCATED, after.allocatedSince(before) / requests / 1024);
        figures.put(Figure.SWITCHES, after.switchedSince(before) / requests);
        after.counted()
                .forEach((figure, total) ->
                        figures.put(figure, (total - before.counted().getOrDefault(figure, 0.0)) / requests));
        figures.put(Figure.MEMORY, after.resident() / 1024.0);
        figures.put(Figure.OTHERS, Math.max(0, others / time * 100));
        figures.put(Figure.ERRORS, (double) load.errors() + Math.max(0, lostChanges));
        return new Result(figures);
    }

    Result with(Figure figure, double value) {
        Map<Figure, Double> more = new EnumMap<>(figures);
        more.put(figure, value);
        return new Result(more);
    }

    OptionalDouble get(Figure figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    boolean isWithoutErrors() {
        return get(Figure.ERRORS).orElse(0) == 0;
    }

    /** The median of each figure, but all errors. */
    static Result median(List<Result> rounds) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            double[] sorted = sorted(rounds, figure);
            if (sorted.length > 0) {
                figures.put(
                        figure, figure == Figure.ERRORS ? Arrays.stream(sorted).sum() : middle(sorted));
            }
        }
        return new Result(figures);
    }

    private static double middle(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double[] sorted(List<Result> rounds, Figure figure) {
        return rounds.stream()
                .flatMapToDouble(round -> round.get(figure).stream())
                .sorted()
                .toArray();
    }
}
