package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.HoldfastEvent;
import io.holdfast.NodeCameBack;
import io.holdfast.NodeRefilled;
import io.holdfast.NodeWentDown;
import io.holdfast.SessionId;
import io.holdfast.SessionRepaired;
import io.holdfast.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to nodes and copies, as an application's observers are told. */
@Timeout(30)
class EventsTest {

    private static final String[] THREE_NODES = {
        "nodes", "a=h1:1,b=h2:2,c=h3:3", "probe.interval", "50ms", "probe.failures", "1"
    };

    private final KeptNodes nodes = new KeptNodes();

    /** What observers were told. */
    @ApplicationScoped
    static class Diary {

        private final BlockingQueue<HoldfastEvent> told = new LinkedBlockingQueue<>();
        private final BlockingQueue<HoldfastEvent> toldLater = new LinkedBlockingQueue<>();

        void observe(@Observes HoldfastEvent event) {
            told.add(event);
        }

        void observeLater(@ObservesAsync HoldfastEvent event) {
            toldLater.add(event);
        }

        BlockingQueue<HoldfastEvent> told() {
            return told;
        }

        BlockingQueue<HoldfastEvent> toldLater() {
            return toldLater;
        }
    }

    @ApplicationScoped
    static class Thrower {

        void observe(@Observes NodeWentDown event) {
            throw new IllegalStateException("meant to fail");
        }

        void observeLater(@ObservesAsync NodeWentDown event) {
            throw new IllegalStateException("meant to fail");
        }
    }

    /** Takes for ever, but for what the test allows. */
    @ApplicationScoped
    static class Sleeper {

        static CountDownLatch awake = new CountDownLatch(1);

        void observe(@Observes HoldfastEvent event) throws InterruptedException {
            awake.await();
        }
    }

    private static <E extends HoldfastEvent> E next(BlockingQueue<HoldfastEvent> told, Class<E> type)
            throws InterruptedException {
        @Nullable HoldfastEvent event = told.poll(10, TimeUnit.SECONDS);
        while (!type.isInstance(event)) {
            assertThat(event).as("waiting for " + type.getSimpleName()).isNotNull();
            event = told.poll(10, TimeUnit.SECONDS);
        }
        return type.cast(event);
    }

    @Test
    void observersAreToldThatANodeWentDownCameBackAndWasFilled() throws InterruptedException {
        try (Server server = Server.start(nodes, new Class<?>[] {Diary.class}, THREE_NODES)) {
            SessionStore store = server.get(SessionStore.class);
            for (int i = 0; i < 20; i++) {
                store.create(session -> session.set("state", "begun"));
            }
            nodes.kill("a");
            Diary diary = server.get(Diary.class);
            NodeWentDown down = next(diary.told(), NodeWentDown.class);
            assertThat(down.node()).isEqualTo("a");
            assertThat(down.cause()).isEqualTo("connection refused");

            nodes.startEmpty("a");
            NodeRefilled filled = next(diary.told(), NodeRefilled.class);
            assertThat(filled.node()).isEqualTo("a");
            assertThat(filled.restarted()).isTrue();
            assertThat(filled.copies()).isPositive().isEqualTo(filled.looked());
            NodeCameBack back = next(diary.told(), NodeCameBack.class);
            assertThat(back.node()).isEqualTo("a");
            assertThat(back.when()).isEqualTo(down.when().plus(back.away()));
            assertThat(next(diary.toldLater(), NodeCameBack.class)).isEqualTo(back);
        }
    }

    @Test
    void anObserverThatThrowsKeepsNobodyFromBeingTold() throws InterruptedException {
        try (Server server = Server.start(nodes, new Class<?>[] {Thrower.class, Diary.class}, THREE_NODES)) {
            SessionStore store = server.get(SessionStore.class);
            SessionId id = store.create(session -> session.set("state", "begun"));
            nodes.kill("a");
            assertThat(next(server.get(Diary.class).toldLater(), NodeWentDown.class)
                            .node())
                    .isEqualTo("a");
            nodes.startEmpty("a");
            assertThat(next(server.get(Diary.class).told(), NodeCameBack.class).node())
                    .isEqualTo("a");
            assertThat(store.find(id)).isPresent();
        }
    }

    @Test
    void anObserverThatNeverReturnsHoldsUpNeitherRequestsNorProbes() {
        Sleeper.awake = new CountDownLatch(1);
        try (Server server = Server.start(nodes, new Class<?>[] {Sleeper.class}, THREE_NODES)) {
            SessionStore store = server.get(SessionStore.class);
            SessionId id = store.create(session -> session.set("state", "begun"));
            nodes.kill("a");
            int probes = nodes.probes();
            while (nodes.probes() < probes + 20) {
                assertThat(store.find(id)).isPresent();
            }
            Sleeper.awake.countDown();
        }
    }

    @Test
    void whatIsTooMuchForObserversIsDroppedAndCounted() {
        Sleeper.awake = new CountDownLatch(1);
        try (Server server = Server.start(nodes, new Class<?>[] {Sleeper.class});
                BackgroundThreads threads = new BackgroundThreads(1)) {
            CdiEvents events = new CdiEvents(server.container().getBeanManager(), threads.telling());
            for (int i = 0; i < 1100; i++) {
                events.onEvent(new SessionRepaired(2, Instant.EPOCH));
            }
            assertThat(events.dropped()).isBetween(99L, 100L);
            Sleeper.awake.countDown();
        }
    }
}
