package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.NoSuchSessionException;
import io.holdfast.SessionAttributes;
import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import io.holdfast.SessionUnavailableException;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReplicatedSessionStoreTest extends TwoServers {

    private final SessionId id = one.store.create(session -> session.set("count", 0));

    private static int increment(SessionAttributes session) {
        int count = session.get("count", Integer.class).orElse(0) + 1;
        session.set("count", count);
        return count;
    }

    private Object count() {
        return two.store.find(id).orElseThrow().attributes().get("count");
    }

    @Test
    void aSessionIsFoundWithWhatItWasCreatedWith() {
        SessionStore.Snapshot found = two.store.find(id).orElseThrow();
        assertThat(found.id()).isEqualTo(id);
        assertThat(found.attributes()).isEqualTo(java.util.Map.of("count", 0));
        assertThat(found.created()).isEqualTo(clock.instant());
    }

    @Test
    void lookingAtASessionDoesNotProlongIt() {
        clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS - 10));
        assertThat(one.store.find(id)).isPresent();
        assertThat(one.store.locate(id)).hasSize(2);
        clock.advance(Duration.ofSeconds(20));
        assertThat(one.store.find(id)).isEmpty();
    }

    @Test
    void anUpdateSeesTheNewestStateAndAnswersWhatTheChangeReturned() {
        assertThat(one.store.<Integer>update(id, ReplicatedSessionStoreTest::increment))
                .isEqualTo(1);
        assertThat(two.store.<Integer>update(id, ReplicatedSessionStoreTest::increment))
                .isEqualTo(2);
    }

    @Test
    void anUpdateThatMetAnotherIsDoneAgainOnTheNewerState() {
        List<Integer> seen = new ArrayList<>();
        one.store.update(id, session -> {
            if (seen.isEmpty()) {
                two.store.update(id, ReplicatedSessionStoreTest::increment);
            }
            seen.add(increment(session));
            return null;
        });
        assertThat(seen).containsExactly(1, 2);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void noIncrementOfManyThreadsOnTwoServersIsLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SessionStore store = i % 2 == 0 ? one.store : two.store;
            done.add(threads.submit(() -> {
                for (int n = 0; n < 100; n++) {
                    store.update(id, ReplicatedSessionStoreTest::increment);
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        assertThat(count()).isEqualTo(800);
    }

    @Test
    void anUpdateGoesOnWhileTheNodeThatDecidesDies() {
        one.owner(id, 0).kill();
        one.store.update(id, ReplicatedSessionStoreTest::increment);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anUpdateWhoseReplyWasLostIsCountedOnce() {
        one.owner(id, 0).loseReplies(0);
        one.store.update(id, session -> {
            one.owner(id, 0).loseReplies(1);
            return increment(session);
        });
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anUpdateWhoseReplyWasLostIsOnAllCopiesWhenItReturns() {
        one.store.update(id, session -> {
            one.owner(id, 0).loseReplies(1);
            return increment(session);
        });
        one.owner(id, 0).kill();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aChangeThatFailsChangesNothing() {
        assertThatThrownBy(() -> one.store.update(id, session -> {
                    session.set("count", 99);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count()).isEqualTo(0);
    }

    @Test
    void aDeletedSessionIsGoneEverywhere() {
        assertThat(one.store.delete(id)).isTrue();
        assertThat(two.store.delete(id)).isFalse();
        assertThat(two.store.find(id)).isEmpty();
        assertThatThrownBy(() -> two.store.update(id, ReplicatedSessionStoreTest::increment))
                .isInstanceOf(NoSuchSessionException.class);
        assertThatThrownBy(() -> two.store.changeId(id)).isInstanceOf(NoSuchSessionException.class);
    }

    @Test
    void aChangedIdLeadsToTheSameSession() {
        SessionId changed = one.store.changeId(id);
        assertThat(two.store.find(changed).orElseThrow().attributes()).containsEntry("count", 0);
        assertThat(two.store.find(id)).isEmpty();
    }

    @Test
    void withTooFewNodesToTellItSaysUnavailableRatherThanNone() {
        nodes.forEach(FakeNode::kill);
        assertThatThrownBy(() -> one.store.find(id)).isInstanceOf(SessionUnavailableException.class);
        assertThatThrownBy(() -> one.store.create(session -> {})).isInstanceOf(SessionUnavailableException.class);
    }

    private static final SessionStore.Misses NO_MISSES = new CountedStatistics.CountedMisses(0, 0, 0, 0, 0, 0);

    @Test
    void statisticsCountWhatHappened() {
        one.store.find(id);
        one.store.find(TestKeys.id());
        one.store.find(SessionId.of(new byte[SessionId.BYTES]));
        one.store.delete(id);
        one.store.find(id);
        assertThat(one.store.statistics())
                .isEqualTo(new CountedStatistics(
                        1,
                        2,
                        1,
                        1,
                        1,
                        0,
                        1,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        new CountedStatistics.CountedMisses(1, 0, 1, 0, 0, 0),
                        NO_MISSES));
    }
}
