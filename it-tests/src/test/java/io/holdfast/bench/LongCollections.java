package io.holdfast.bench;

import java.net.URI;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Full collections of the server's garbage, of so many objects that each takes a while.
 *
 * @param pause how long at least
 * @param every from the beginning of one to that of the next
 */
record LongCollections(Duration pause, Duration every) implements Pressure {

    @Override
    public String name() {
        return "gc-" + pause.toMillis();
    }

    /**
     * The first makes the objects, before anything is measured.
     *
     * @throws IllegalStateException if collections are shorter than they are to be
     */
    @Override
    public Lasting begin(long server, URI application) {
        URI page = application.resolve("collection?millis=" + pause.toMillis());
        requireLong(Long.parseLong(Http.get(page).body()));
        CountDownLatch end = new CountDownLatch(1);
        LongSummaryStatistics taken = new LongSummaryStatistics();
        Thread thread = new Thread(() -> again(page, end, taken), "collections");
        thread.start();
        return () -> {
            end.countDown();
            join(thread);
            Http.get(application.resolve("collection?millis=0"));
            Progress.say(taken.getCount() + " collections of " + taken.getMin() + " to " + taken.getMax() + " ms");
            requireLong(taken.getMin());
        };
    }

    private void requireLong(long taken) {
        if (taken < pause.toMillis()) {
            throw new IllegalStateException("A collection takes " + taken + " ms, not " + pause.toMillis());
        }
    }

    private void again(URI page, CountDownLatch end, LongSummaryStatistics taken) {
        try {
            while (!end.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                taken.accept(Long.parseLong(Http.get(page).body()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
