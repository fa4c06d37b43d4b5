package io.holdfast.faults;

import java.time.Duration;
import java.util.function.Predicate;

/** Puts users on the site through a fault and says what it has cost them. */
record FaultRun(TestSite site, Options options, Progress progress) {

    /** What happens before does not count: the code is still cold then. */
    private static final double WARM_UP_SECONDS = 10;

    /** On a busy machine two fresh servers may be far behind at first; but not for ever. */
    private static final int MOST_WAITS = 12;

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    /** Milliseconds. */
    private static final long WORTH_TELLING = 50;

    Row run(Fault fault) throws Exception {
        progress.begin(fault.name() + ": " + fault.title());
        site.renew(fault.nodeOptions());
        FaultContext context = new FaultContext(site, fault, options.scale(), progress);
        try (LoadGenerator load = context.load()) {
            load.begin(options.users(), options.perSecond());
            context.watch(Duration.ofSeconds(options.users() / options.perSecond() + 1));
            context.pass(WARM_UP_SECONDS);
            for (int i = 0; i < MOST_WAITS && !isCalm(load); i++) {
                context.watch(A_WHILE);
            }
            long calm = System.nanoTime();
            context.watch(options.before());
            AnswerLog answerLog = watch(fault, context, calm);
            load.end();
            load.askEverybody();
            fault.afterwards().run(context);
            return row(context, fault, answerLog);
        }
    }

    private static boolean isCalm(LoadGenerator load) {
        long lately = System.nanoTime() - A_WHILE.toNanos();
        return load.answers().stream()
                .filter(answer -> answer.ended() > lately)
                .allMatch(answer -> answer.nanos() < 1_000_000_000);
    }

    private AnswerLog watch(Fault fault, FaultContext context, long calm) throws Exception {
        try (StallDetector stallDetector = new StallDetector()) {
            progress.say("now");
            long start = System.nanoTime();
            fault.script().run(context);
            long end = System.nanoTime();
            progress.say(fault.lasts() ? "and so it stays" : "over");
            context.watch(options.after());
            if (stallDetector.longest() > WORTH_TELLING) {
                context.remark("the machine stalled for " + stallDetector.longest() + " ms");
            }
            return new AnswerLog(context.load().answers(), calm, start, end, System.nanoTime());
        }
    }

    private static Row row(FaultContext context, Fault fault, AnswerLog answerLog) {
        Predicate<Answer> excused =
                answer -> answer.outcome() == Outcome.UNAVAILABLE && context.mayBeRefused(answer.user());
        return new Row(
                fault,
                answerLog.users(Outcome.LOST),
                context.lostForNothing(),
                (int) context.load().users().stream()
                        .filter(User::wasRefusedLogin)
                        .count(),
                answerLog.count(
                        answer -> answer.step() == Step.LOGIN && answer.failed() && answer.due() >= answerLog.end()),
                answerLog.count(answer -> answer.outcome() == Outcome.OLDER),
                context.load().users().stream().mapToInt(User::missingChanges).sum(),
                context.load().users().stream()
                        .mapToInt(User::mostMissing)
                        .max()
                        .orElse(0),
                answerLog.count(answer -> answer.outcome() == Outcome.WRONG_USER),
                answerLog.count(answer -> answer.failed() && !excused.test(answer)),
                answerLog.count(excused),
                answerLog.slowest(answerLog.calm(), answerLog.start()),
                answerLog.slowest(answerLog.start(), answerLog.over()),
                answerLog.throughput(fault.lasts()),
                answerLog.normalAfter(fault.lasts()),
                context.remarks());
    }
}
