package io.holdfast.testing;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Two threads that change a value at the same time, again and again, until they are told to let go of it. */
public final class Changers implements AutoCloseable {

    private static final int MOST_SPINS = 300;

    private final Thread[] threads = new Thread[2];
    private volatile Work work = Work.NONE;

    private record Work(Changing kind, Object value, int spins) {
        static final Work NONE = new Work(Changing.of(Object::new, (value, random) -> Thread.onSpinWait()), "", 0);
    }

    /** @param seed of what they do */
    public Changers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < threads.length; i++) {
            SplittableRandom own = random.split();
            threads[i] = new Thread(() -> work(own), "changer " + i);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    private void work(SplittableRandom random) {
        while (!Thread.currentThread().isInterrupted()) {
            Work now = work;
            change(now, random);
            for (int spin = random.nextInt(now.spins + 1); spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
    }

    private static void change(Work now, SplittableRandom random) {
        try {
            now.kind.change(now.value, random);
        } catch (RuntimeException e) {
            // the other one changes it too, and it is not made for that
        }
    }

    /** They change {@code value} from now on, at a pace of their own. */
    public void take(Changing kind, Object value, SplittableRandom random) {
        work = new Work(kind, value, random.nextBoolean() ? 0 : random.nextInt(MOST_SPINS));
    }

    /** They let go of it soon. */
    public void leave() {
        work = Work.NONE;
    }

    @Override
    public void close() {
        for (Thread thread : threads) {
            thread.interrupt();
        }
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
