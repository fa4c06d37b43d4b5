package io.holdfast.bench;

import java.util.List;

/**
 * How a figure went. What is not known is not a number, and not flat.
 *
 * @param seconds that it took in all
 */
record Course(SoakFigure figure, List<Sample> samples, double seconds) {

    double lowest() {
        return at(values(0, 4), 0);
    }

    /** The median of the second quarter: the first is left to those that take a while to settle. */
    double early() {
        return median(values(1, 2));
    }

    /** The median of the last quarter. */
    double late() {
        return median(values(3, 4));
    }

    /** Whether it has not grown; less is fine. */
    boolean isFlat() {
        return late() <= figure.most(early());
    }

    /** From one quarter to another, in order. */
    private List<Double> values(int from, int to) {
        return samples.stream()
                .filter(each -> each.second() >= seconds * from / 4)
                .filter(each -> to == 4 || each.second() < seconds * to / 4)
                .filter(each -> each.values().containsKey(figure))
                .map(each -> each.values().get(figure))
                .sorted()
                .toList();
    }

    private static double median(List<Double> sorted) {
        int size = sorted.size();
        return (at(sorted, (size - 1) / 2) + at(sorted, size / 2)) / 2;
    }

    private static double at(List<Double> sorted, int place) {
        return sorted.isEmpty() ? Double.NaN : sorted.get(place);
    }
}
