package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a server keeps of sessions that no request uses. */
class LiveMemoryTest extends TwoServers {

    private static final int MOST = 1 << 20; // as AppServer has it

    private List<SessionId> usedOnce(int sessions) {
        return IntStream.range(0, sessions)
                .mapToObj(i -> one.store.create(session -> session.set("list", new ArrayList<>(List.of(i)))))
                .toList();
    }

    private static Object use(AppServer server, SessionId id) {
        OpenSession session = server.found(id);
        Object list = session.attributes().get("list");
        session.save();
        session.release();
        return list;
    }

    private long bytes() {
        return one.engine.liveSessions().bytes();
    }

    @Test
    void itIsBounded() {
        List<SessionId> ids = usedOnce(1000);
        ids.forEach(id -> use(one, id));
        one.runBackground();
        assertThat(bytes()).isBetween(MOST / 2L, (long) MOST);
    }

    @Test
    void sessionsOfOneRequestNeverPushOutThoseThatAreUsed() {
        SessionId used = usedOnce(1).get(0);
        Object list = use(one, used);
        usedOnce(1000);
        assertThat(use(one, used)).isSameAs(list);
        assertThat(bytes()).isLessThan(MOST / 2L);
    }

    @SuppressWarnings("unchecked")
    private void changeAfterTheLastRequest(SessionId id) {
        ((List<Object>) use(one, id)).add("late");
    }

    @Test
    void whatAThreadChangedAfterTheLastRequestIsStoredWhenItLeavesTheMemory() {
        SessionId id = usedOnce(1).get(0);
        changeAfterTheLastRequest(id);
        usedOnce(300).forEach(other -> use(one, other));
        one.runBackground();
        assertThat(get(two, id, "list")).isEqualTo(List.of(0, "late"));
    }

    @Test
    void orWhenTheServerIsStopped() {
        SessionId id = usedOnce(1).get(0);
        changeAfterTheLastRequest(id);
        one.engine.close();
        assertThat(get(two, id, "list")).isEqualTo(List.of(0, "late"));
        assertThat(bytes()).isZero();
    }

    @Test
    void aServerStopsThoughTheNodesAreCutOffFromManyLateChanges() {
        usedOnce(100).forEach(this::changeAfterTheLastRequest);
        one.nodes.forEach(FakeNode::cut);
        long began = clock.nanos();
        one.engine.close();
        assertThat(Duration.ofNanos(clock.nanos() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whoLooksAtASessionThatNobodyUsesMakesItNoLarger() {
        SessionId id = usedOnce(1).get(0);
        use(one, id);
        long before = bytes();
        OpenSession held = one.found(id);
        OpenSession outside = held.outside();
        held.release();
        clock.advance(Duration.ofSeconds(2));
        outside.lookAgain();
        assertThat(bytes()).isEqualTo(before);
    }

    @Test
    void aSessionThatEndedIsNotKept() {
        SessionId id = usedOnce(1).get(0);
        use(one, id);
        assertThat(bytes()).isPositive();
        one.found(id).end();
        assertThat(bytes()).isZero();
    }
}
