package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers of which some have the list with one node more already, as in a rolling restart of the servers. */
class NodeListChangeTest {

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes = Stream.of("a", "b", "c", "d", "e")
            .map(name -> new FakeNode(name, clock))
            .toList();

    private AppServer server(int number, int nodesOfIt) {
        List<FakeNode> views =
                nodes.stream().limit(nodesOfIt).map(FakeNode::seenByAnother).toList();
        return new AppServer(number, views, 2, clock);
    }

    private static List<SessionId> logins(AppServer server) {
        return Stream.generate(() -> server.store.create(session -> session.set("user", "ada")))
                .limit(200)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "3, 4", "4, 3", "4, 5", "5, 4"})
    void aServerWithAnotherListFindsAllSessionsAndTheNewestState(int before, int after) {
        AppServer old = server(1, before);
        AppServer young = server(2, after);
        for (SessionId id : logins(old)) {
            TwoServers.set(young, id, "visits", 1);
            assertThat(TwoServers.get(old, id, "visits")).isEqualTo(1);
            TwoServers.set(old, id, "visits", 2);
            assertThat(TwoServers.get(young, id, "visits")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "3, 4", "4, 3", "4, 5", "5, 4"})
    void aSessionThatEndedOnOneHasEndedOnTheOther(int before, int after) {
        AppServer old = server(1, before);
        AppServer young = server(2, after);
        for (SessionId id : logins(old)) {
            TwoServers.set(young, id, "visits", 1);
            old.store.delete(id);
            assertThat(young.store.find(id)).isEmpty();
        }
    }
}
