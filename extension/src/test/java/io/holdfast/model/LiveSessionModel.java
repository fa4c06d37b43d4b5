package io.holdfast.model;

import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Live sessions under some rules, tried in random runs.
 *
 * @param theme null: a random one in each run
 * @param fault null: a random one in each run
 * @param without the rules that are switched off
 */
record LiveSessionModel(Theme theme, Fault fault, Set<Rule> without) {

    /** A run that breaks a promise, with its steps. */
    record Found(long seed, Outcome outcome) {

        @Override
        public String toString() {
            return "seed " + seed + ": " + outcome.broken() + System.lineSeparator()
                    + String.join(System.lineSeparator(), outcome.steps());
        }
    }

    static LiveSessionModel withAllRules() {
        return new LiveSessionModel(null, null, Set.of());
    }

    static LiveSessionModel without(Rule rule) {
        return new LiveSessionModel(rule.theme(), rule.fault(), rule.andWhatIsEnough());
    }

    /** The same seed gives the same run. */
    Outcome run(long seed, boolean traced) {
        return new ModelRun(seed, theme, fault, without, new Trace(traced)).run();
    }

    Optional<Found> find(long firstSeed, long runs) {
        return LongStream.range(firstSeed, firstSeed + runs)
                .filter(seed -> run(seed, false).broken() != null)
                .mapToObj(seed -> new Found(seed, run(seed, true)))
                .findFirst();
    }
}
