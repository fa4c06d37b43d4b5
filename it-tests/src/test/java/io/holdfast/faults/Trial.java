package io.holdfast.faults;

import java.time.Duration;
import java.util.function.Predicate;

/** Puts users on the site through a fault and says what it has cost them. */
record Trial(Site site, Options options, Progress progress) {

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
        Scene scene = new Scene(site, fault, options.scale(), progress);
        try (Crowd crowd = scene.crowd()) {
            crowd.begin(options.users(), options.perSecond());
            scene.watch(Duration.ofSeconds(options.users() / options.perSecond() + 1));
            scene.pass(WARM_UP_SECONDS);
            for (int i = 0; i < MOST_WAITS && !isCalm(crowd); i++) {
                scene.watch(A_WHILE);
            }
            long calm = System.nanoTime();
            scene.watch(options.before());
            Ledger ledger = watch(fault, scene, calm);
            crowd.end();
            crowd.askEverybody();
            fault.afterwards().run(scene);
            return row(scene, fault, ledger);
        }
    }

    private static boolean isCalm(Crowd crowd) {
        long lately = System.nanoTime() - A_WHILE.toNanos();
        return crowd.answers().stream()
                .filter(answer -> answer.ended() > lately)
                .allMatch(answer -> answer.nanos() < 1_000_000_000);
    }

    private Ledger watch(Fault fault, Scene scene, long calm) throws Exception {
        try (Stalls stalls = new Stalls()) {
            progress.say("now");
            long start = System.nanoTime();
            fault.course().run(scene);
            long end = System.nanoTime();
            progress.say(fault.lasts() ? "and so it stays" : "over");
            scene.watch(options.after());
            if (stalls.longest() > WORTH_TELLING) {
                scene.remark("the machine stalled for " + stalls.longest() + " ms");
            }
            return new Ledger(scene.crowd().answers(), calm, start, end, System.nanoTime());
        }
    }

    private static Row row(Scene scene, Fault fault, Ledger ledger) {
        Predicate<Answer> excused =
                answer -> answer.outcome() == Outcome.UNAVAILABLE && scene.mayBeRefused(answer.user());
        return new Row(
                fault,
                ledger.users(Outcome.LOST),
                scene.lostForNothing(),
                (int) scene.crowd().users().stream()
                        .filter(User::wasRefusedLogin)
                        .count(),
                ledger.count(answer -> answer.step() == Step.LOGIN && answer.failed() && answer.due() >= ledger.end()),
                ledger.count(answer -> answer.outcome() == Outcome.OLDER),
                scene.crowd().users().stream().mapToInt(User::missingChanges).sum(),
                scene.crowd().users().stream().mapToInt(User::mostMissing).max().orElse(0),
                ledger.count(answer -> answer.outcome() == Outcome.WRONG_USER),
                ledger.count(answer -> answer.failed() && !excused.test(answer)),
                ledger.count(excused),
                ledger.slowest(ledger.calm(), ledger.start()),
                ledger.slowest(ledger.start(), ledger.over()),
                ledger.throughput(fault.lasts()),
                ledger.normalAfter(fault.lasts()),
                scene.remarks());
    }
}
