package io.holdfast.bench;

import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Has one node after the other fail, by chance: the next when all have been up for a while, with both copies of all.
 */
final class Outages {

    private static final Duration UNTIL_UP = Duration.ofMinutes(2);

    /** In seconds, between outages. Each session is changed many times meanwhile, so that it has two copies again. */
    private static final double SHORTEST_PAUSE = 5;

    private static final double LONGEST_PAUSE = 15;

    private final List<MemcachedProcess> nodes;
    private final NodeLog log;
    private final SplittableRandom dice;
    private boolean whole = true;

    Outages(List<MemcachedProcess> nodes, NodeLog log, int seed) {
        this.nodes = nodes;
        this.log = log;
        dice = new SplittableRandom(seed);
    }

    /** Until the watch shows so many seconds, or a node does not come back. */
    List<Outage> run(Stopwatch watch, double seconds) {
        List<Outage> all = new ArrayList<>();
        boolean isBack = true;
        while (isBack) {
            double begin = watch.seconds() + dice.nextDouble(SHORTEST_PAUSE, LONGEST_PAUSE);
            if (begin + Outage.LONGEST + SHORTEST_PAUSE > seconds) {
                return all;
            }
            watch.await(begin);
            Outage outage = run(Outage.draw(dice, nodes.size(), begin), watch);
            all.add(outage);
            isBack = outage.upAfter().isPresent();
        }
        return all;
    }

    private Outage run(Outage outage, Stopwatch watch) {
        Progress.say(String.format(
                Locale.ROOT, "%.0f s: %s %s", outage.begin(), outage.failure(), Nodes.name(outage.place())));
        begin(outage);
        watch.await(outage.end());
        outage.failure().end(nodes.get(outage.place()));
        try {
            Eventually.await("it is up", UNTIL_UP, () -> log.isUp(Nodes.name(outage.place())));
        } catch (AssertionError e) {
            return outage;
        }
        synchronized (this) {
            whole = true;
        }
        return outage.upAfter(watch.seconds() - outage.end());
    }

    private synchronized void begin(Outage outage) {
        whole = false;
        outage.failure().begin(nodes.get(outage.place()));
    }

    /** Asks something of the nodes, if all can answer; none fails meanwhile. */
    synchronized <T> Optional<T> ifWhole(Supplier<T> question) {
        return whole ? Optional.of(question.get()) : Optional.empty();
    }
}
