package io.holdfast.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin at the same moment. */
public final class ConcurrentTasks {

    private final int size;

    private ConcurrentTasks(int size) {
        this.size = size;
    }

    public static ConcurrentTasks of(int size) {
        return new ConcurrentTasks(size);
    }

    /** What each member does, given its number from 0. */
    public interface Task {
        void run(int member) throws Exception;
    }

    /** Returns when all are done; throws what the first of them threw. */
    public void run(Task task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        CountDownLatch gate = new CountDownLatch(size);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int member = i;
                results.add(threads.submit(() -> {
                    gate.countDown();
                    gate.await();
                    task.run(member);
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
