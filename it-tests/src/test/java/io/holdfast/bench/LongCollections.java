package io.holdfast.bench;

import java.net.URI;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Full collections of the server's garbage, of so many objects that each takes a while.
 *
 * @param pause about how long
 * @param every from the end of one to the beginning of the next
 */
record LongCollections(Duration pause, Duration every) implements Pressure {

    @Override
    public String name() {
        return "gc-" + pause.toMillis();
    }

    /**
     * The first makes the objects, before anything is measured. What is given throws {@link IllegalStateException} when
     * it is closed if collections were shorter than they were to be.
     */
    @Override
    public Lasting begin(long server, URI application) {
        URI page = application.resolve("collection?millis=" + pause.toMillis());
        Http.get(page);
        CountDownLatch end = new CountDownLatch(1);
        LongSummaryStatistics taken = new LongSummaryStatistics();
        Thread thread = new Thread(() -> again(page, end, taken), "collections");
        thread.start();
        return () -> {
            end.countDown();
            join(thread);
            Http.get(application.resolve("collection?millis=0"));
            requireLong(taken.getAverage());
            Progress.say(taken.getCount() + " collections of " + taken.getMin() + " to " + taken.getMax() + " ms");
        };
    }

    /** A tenth less will do: so much do machines vary from one collection to the next. */
    private void requireLong(double average) {
        if (average < 0.9 * pause.toMillis()) {
            throw new IllegalStateException("Collections took " + (long) average + " ms, not " + pause.toMillis());
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
