package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/** Servers that compare their keys, as far as that goes. */
class CanaryServers {

    static final MasterKey OURS = TestKeys.key("ours", 1);
    static final MasterKey NEXT = TestKeys.key("next", 101);
    static final MasterKey THEIRS = TestKeys.key("theirs", 55);
    static final Duration PATIENCE = Duration.ofMillis(25);
    static final String PLACE = CanaryItem.commonPlace("test");

    final ManualClock clock = new ManualClock();
    final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    final Attacker attacker = new Attacker(nodes);

    /** A server as far as this goes, and what it was told. */
    final class Server implements MasterKeyListener {
        final List<String> news = new ArrayList<>();
        final Queue<Runnable> background = new ArrayDeque<>();
        final List<FakeNode> views = nodes.stream().map(FakeNode::seenByAnother).toList();
        final List<NodeMonitor> monitors =
                views.stream().map(view -> new NodeMonitor(view, 1, clock)).toList();
        final Canaries canaries;

        Server(MasterKey... keys) {
            probe();
            canaries = new Canaries(
                    new Cluster(
                            List.<NodeClient>copyOf(views),
                            monitors,
                            2,
                            PATIENCE,
                            new ManualAwaiter(clock),
                            clock::after),
                    "test",
                    new Keyset(List.of(keys)),
                    clock,
                    () -> Deadline.in(Duration.ofSeconds(1), clock::nanos),
                    background::add,
                    this);
        }

        void probe() {
            monitors.forEach(monitor -> {
                monitor.probe(PATIENCE);
                monitor.recover(() -> true);
            });
        }

        Server looked() {
            canaries.look();
            return this;
        }

        long commands() {
            return views.stream().mapToLong(view -> view.received().size()).sum();
        }

        void runBackground() {
            for (Runnable task = background.poll(); task != null; task = background.poll()) {
                task.run();
            }
        }

        @Override
        public void lacking(int fingerprint) {
            news.add("lacking " + MasterKey.shown(fingerprint));
        }

        @Override
        public void strangers(String node, int fingerprint) {
            news.add("strangers " + node);
        }

        @Override
        public void forged(String node) {
            news.add("forged " + node);
        }

        @Override
        public void neighbours() {
            news.add("neighbours");
        }
    }
}
