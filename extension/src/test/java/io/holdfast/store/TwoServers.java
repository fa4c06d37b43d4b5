package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two application servers that share three nodes. */
class TwoServers {

    final ManualClock clock = new ManualClock();
    final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    final AppServer one = new AppServer(1, nodes, 2, clock);
    final AppServer two =
            new AppServer(2, nodes.stream().map(FakeNode::seenByAnother).toList(), 2, clock);

    SessionId login() {
        return one.store.create(session -> session.set("user", "ada"));
    }

    /** A third server, which does the next of {@code first} before each request of that kind to that node. */
    AppServer third(
            List<FakeNode> its, int copies, FakeNode at, Class<? extends NodeRequest> kind, Queue<Runnable> first) {
        List<FakeNode> views = its.stream().map(FakeNode::seenByAnother).toList();
        List<NodeClient> clients = views.stream()
                .<NodeClient>map(view -> new InterceptedNode(view, request -> {
                    if (view.node().equals(at.node()) && kind.isInstance(request) && !first.isEmpty()) {
                        first.remove().run();
                    }
                }))
                .toList();
        return new AppServer(3, views, clients, copies, clock, clock::nanos, new ManualAwaiter(clock));
    }

    static void set(AppServer server, SessionId id, String name, @Nullable Object value) {
        OpenSession session = server.found(id);
        session.attributes().set(name, value);
        session.save();
    }

    static @Nullable Object get(AppServer server, SessionId id, String name) {
        return server.found(id).attributes().get(name);
    }
}
