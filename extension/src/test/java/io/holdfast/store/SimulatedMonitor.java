package io.holdfast.store;

import java.util.concurrent.CompletableFuture;

/** The monitor of a session object: a real one would stop the simulation, which runs one actor at a time. */
final class SimulatedMonitor {

    private CompletableFuture<Void> free = CompletableFuture.completedFuture(null);

    void synchronizedBy(Actors actors, Runnable work) {
        while (!free.isDone()) {
            actors.await(free, Long.MAX_VALUE / 4);
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        free = mine;
        try {
            work.run();
        } finally {
            mine.complete(null);
        }
    }
}
