package io.holdfast.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Subjects that are measured in turns, so that what the machine does meanwhile happens to all. */
final class Rounds {

    private Rounds() {}

    /** One round with one of them. */
    interface Measurement {
        Result take(Subject subject) throws IOException, InterruptedException;
    }

    /**
     * Every other round goes the other way, so that none is always the first after a pause.
     *
     * @return a list of rounds for each subject, in their order
     */
    static List<List<Result>> measure(List<Subject> subjects, int rounds, Measurement measurement)
            throws IOException, InterruptedException {
        List<List<Result>> results = Stream.generate(() -> (List<Result>) new ArrayList<Result>())
                .limit(subjects.size())
                .toList();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, subjects.size()).boxed().toList());
        for (int round = 0; round < rounds; round++) {
            for (int i : order) {
                results.get(i).add(measurement.take(subjects.get(i)));
            }
            Collections.reverse(order);
        }
        return results;
    }
}
