package io.holdfast.bench;

import java.net.URI;
import java.time.Duration;
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

    /** The first makes the objects, before anything is measured. */
    @Override
    public Lasting begin(long server, URI application) {
        URI page = application.resolve("collection?millis=" + pause.toMillis());
        Http.get(page);
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> again(page, end), "collections");
        thread.start();
        return () -> {
            end.countDown();
            join(thread);
            Http.get(application.resolve("collection?millis=0"));
        };
    }

    private void again(URI page, CountDownLatch end) {
        try {
            while (!end.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                Http.get(page);
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
