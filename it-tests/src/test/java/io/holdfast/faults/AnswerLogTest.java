package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerLogTest {

    private static final User USER = new User("ann", "http", 0);

    private final List<Answer> answers = new ArrayList<>();
    private final AnswerLog answerLog =
            new AnswerLog(answers, millis(0), millis(10_000), millis(20_000), millis(30_000));

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void answers(Outcome outcome, int from, int to, int latency) {
        for (int due = from; due < to; due += 10) {
            answers.add(new Answer(USER, Step.READ, outcome, millis(due), millis(due + latency)));
        }
    }

    @Test
    void nothingUnusualIsNormalAtOnce() {
        answers(Outcome.RIGHT, 0, 30_000, 5);
        assertThat(answerLog.normalAfter(false)).isZero();
        assertThat(answerLog.throughput(false)).isEqualTo(1, within(0.01));
    }

    @Test
    void allIsNormalAfterTheLastErrorAndTheLastSlowAnswers() {
        answers(Outcome.RIGHT, 0, 20_000, 5);
        answers(Outcome.UNAVAILABLE, 20_000, 21_000, 5);
        answers(Outcome.RIGHT, 21_000, 22_000, 300);
        answers(Outcome.RIGHT, 22_000, 30_000, 5);
        assertThat(answerLog.normalAfter(false)).isEqualTo(2);
        assertThat(answerLog.normalAfter(true)).isEqualTo(12);
    }

    @Test
    void oneSlowAnswerAmongManyIsNormal() {
        answers(Outcome.RIGHT, 0, 30_000, 5);
        answers(Outcome.RIGHT, 25_000, 25_010, 300);
        assertThat(answerLog.normalAfter(false)).isZero();
        assertThat(answerLog.slowest(millis(20_000), millis(30_000))).isEqualTo(300);
    }

    @Test
    void whatNeverEndsIsNeverNormal() {
        answers(Outcome.RIGHT, 0, 20_000, 5);
        answers(Outcome.ERROR, 20_000, 30_000, 5);
        assertThat(answerLog.normalAfter(false)).isInfinite();
    }

    @Test
    void answersHeldUpInTheFaultAreMissingInItsThroughput() {
        answers(Outcome.RIGHT, 0, 10_000, 5);
        answers(Outcome.RIGHT, 10_000, 20_000, 5_000);
        assertThat(answerLog.throughput(false)).isEqualTo(0.5, within(0.01));
    }
}
