package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.SessionRepaired;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Repairs that requests ask for. */
class RepairQueueTest extends TwoServers {

    private final List<FakeNode> pair = nodes.subList(0, 2);
    private final FakeNode first = pair.get(0);
    private long waited;
    private final AppServer server =
            new AppServer(3, pair, List.copyOf(pair), 2, clock, clock::nanos, (done, nanos) -> {
                if (!done.isDone()) {
                    waited += nanos;
                    clock.advance(Duration.ofNanos(nanos));
                }
            });

    private List<SessionId> sessionsMissingOnTheFirstNode(int count) {
        List<SessionId> ids = Stream.generate(() -> server.store.create(session -> session.set("user", "ada")))
                .limit(count)
                .toList();
        ids.forEach(id -> first.evict(server.key(id)));
        return ids;
    }

    private long writes() {
        return first.received().stream().filter(Put.class::isInstance).count();
    }

    @Test
    void aRepairThatARequestAskedForTakesNothingBackThatThisRequestSavesMeanwhile() {
        SessionId id = login();
        one.owner(id, 1).evict(one.key(id));
        OpenSession session = one.found(id);
        session.repair();
        session.attributes().set("x", 1);
        session.save();
        one.runBackground();
        assertThat(get(one, id, "x")).isEqualTo(1);
        assertThat(get(two, id, "x")).isEqualTo(1);
    }

    @Test
    void manyRequestsOfOneSessionMakeOneRepair() {
        SessionId id = sessionsMissingOnTheFirstNode(1).get(0);
        long before = writes();
        for (int i = 0; i < 10; i++) {
            server.found(id).save();
        }
        assertThat(server.background).hasSize(1);
        server.runBackground();
        assertThat(writes() - before).isEqualTo(1);
        assertThat(server.store.statistics().repaired()).isEqualTo(1);
        assertThat(server.events).filteredOn(SessionRepaired.class::isInstance).hasSize(1);
    }

    @Test
    void aSessionThatIsTooLargeForANodeIsSaidToBeSoWithoutATrace() {
        SessionId id = server.store.create(session -> session.set("all", new byte[2_000]));
        first.restartTaking(1_000);
        server.probe();
        server.background.clear();
        server.found(id).save();
        try (LogLines log = LogLines.of(RepairQueue.class)) {
            server.runBackground();
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains("A repair was given up", "the limit is 1000")
                    .doesNotContain("SessionTooLargeException");
        }
    }

    @Test
    void requestsDoNotWaitForRepairs() {
        for (SessionId id : sessionsMissingOnTheFirstNode(500)) {
            server.found(id).save();
        }
        assertThat(waited).isZero();
        assertThat(server.background).hasSize(500);
    }

    @Test
    void aNodeThatIsEmptyUnderLoadIsWrittenToAtALimitedRate() {
        List<SessionId> ids = sessionsMissingOnTheFirstNode(4000);
        ids.forEach(id -> server.found(id).save());
        long before = writes();
        long began = clock.millis();
        server.runBackground();
        assertThat(writes() - before).isEqualTo(4000);
        assertThat(clock.millis() - began).isBetween(1_900L, 2_500L);
    }

    @Test
    void aRepairThatIsRefusedIsAskedForAgainByTheNextRequest() {
        SessionId id = sessionsMissingOnTheFirstNode(1).get(0);
        server.isBusy = true;
        server.found(id).save();
        server.isBusy = false;
        assertThat(server.background).isEmpty();

        server.found(id).save();
        server.runBackground();
        assertThat(server.store.locate(id)).hasSize(2);
    }
}
