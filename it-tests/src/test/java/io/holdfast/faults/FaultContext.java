package io.holdfast.faults;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a fault plays on: the site and the users, and what this fault may cost them. */
final class FaultContext implements LoadGenerator.Listener {

    private static final long REPORT_MILLIS = 5000;

    private final TestSite site;
    private final LoadGenerator load;
    private final double scale;
    private final Progress progress;
    private final AtomicInteger lostForNothing = new AtomicInteger();
    private final List<String> remarks = new ArrayList<>();
    private volatile Predicate<String> excusesLoss = cookie -> false;
    private volatile Predicate<User> mayBeRefused = user -> false;

    FaultContext(TestSite site, Fault fault, double scale, Progress progress) {
        this.site = site;
        this.scale = scale;
        this.progress = progress;
        load = new LoadGenerator(site.servers().stream().map(Wildfly::example).toList(), fault.payload(), this);
    }

    TestSite site() {
        return site;
    }

    LoadGenerator load() {
        return load;
    }

    FaultyNode node(int number) {
        return site.node(number);
    }

    /** Lets so many seconds pass, or fewer where everything is to go faster. */
    void pass(double seconds) throws InterruptedException {
        watch(Duration.ofMillis(Math.round(seconds * scale * 1000)));
    }

    /** Lets exactly that time pass. */
    void watch(Duration time) throws InterruptedException {
        CountDownLatch nobody = new CountDownLatch(1);
        for (long left = time.toMillis(); left > 0; left -= REPORT_MILLIS) {
            nobody.await(Math.min(left, REPORT_MILLIS), TimeUnit.MILLISECONDS);
            if (left >= REPORT_MILLIS) {
                progress.tell(load.answers());
            }
        }
    }

    @Override
    public void wentWrong(User user, Step step, Outcome outcome, URI server, Reply reply) {
        progress.note(outcome + " for " + step + " of " + user + " at port " + server.getPort() + ": " + reply.status()
                + " " + reply.body().strip());
    }

    @Override
    public void lost(String cookie) {
        if (!excusesLoss.test(cookie)) {
            lostForNothing.incrementAndGet();
        }
    }

    int lostForNothing() {
        return lostForNothing.get();
    }

    /** The sessions of these cookies may be lost. */
    void excuseLossOf(Predicate<String> cookies) {
        excusesLoss = cookies;
    }

    /** To these users a proper 503 is right. */
    void permitRefusalOf(Predicate<User> users) {
        mayBeRefused = users;
    }

    boolean mayBeRefused(User user) {
        return mayBeRefused.test(user);
    }

    /** Those of whose sessions that node has nothing. */
    Set<User> usersNotOn(FaultyNode node, int payload) {
        return load.users().stream()
                .filter(user -> user.cookie() != null
                        && !site.holders(user.cookie(), payload).contains(node))
                .collect(Collectors.toSet());
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    List<String> remarks() {
        return remarks;
    }
}
