package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.LiveSessionModel.Found;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the live session are enough, and each is needed: by twenty thousand runs as a unit test, by a hundred
 * thousand where integration tests run. {@code -Dmodel.runs=2000000} tries as many; {@code -Dmodel.seed=} tells a run
 * of that seed step by step, {@code -Dmodel.without=} one without a rule.
 */
class LiveSessionModelTest {

    private static final long RUNS = Long.getLong("model.runs", 20_000);
    private static final Long SEED = Long.getLong("model.seed");
    private static final String WITHOUT = System.getProperty("model.without", "");

    private static final long RUNS_TO_MISS_A_RULE = 3000;

    @Test
    void nothingIsBrokenUnderAllRules() {
        if (SEED != null && WITHOUT.isEmpty()) {
            tell(LiveSessionModel.withAllRules());
        }
        Optional<Found> found = LiveSessionModel.withAllRules().find(1, RUNS);
        System.out.println("all rules, " + RUNS + " runs: " + found);
        assertThat(found).as("broken in %d runs", RUNS).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleIsMissedIfSomethingIsBrokenWithoutIt(Rule rule) {
        LiveSessionModel model = LiveSessionModel.without(rule);
        if (SEED != null && WITHOUT.equals(rule.name())) {
            tell(model);
        }
        Optional<Found> found = model.find(rule.firstSeed(), RUNS_TO_MISS_A_RULE);
        System.out.println("without " + model.without() + ": "
                + found.map(run -> "seed " + run.seed() + ", " + run.outcome().broken())
                        .orElse(rule.whyNotMissed()));
        assertThat(found.isPresent())
                .as("%s without %s, from seed %d: %s", rule.theme(), model.without(), rule.firstSeed(), found)
                .isEqualTo(rule.isMissed());
    }

    @ParameterizedTest
    @EnumSource(names = {"A_LIVE_SESSION_IS_NO_COPY", "WHAT_WAS_NOT_CONFIRMED_FOR_LONG_IS_DROPPED"})
    void eachOfTwoRulesOnForgottenRemovalsIsEnough(Rule rule) {
        LiveSessionModel model = new LiveSessionModel(rule.theme(), rule.fault(), EnumSet.of(rule));
        assertThat(model.find(1, RUNS_TO_MISS_A_RULE)).isEmpty();
    }

    @Test
    void aSeedGivesTheSameRunEveryTime() {
        LiveSessionModel model = LiveSessionModel.withAllRules();
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(model.run(seed, true)).isEqualTo(model.run(seed, true));
        }
    }

    private static void tell(LiveSessionModel model) {
        System.out.println(new Found(SEED, model.run(SEED, true)));
    }
}
