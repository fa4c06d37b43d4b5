package io.holdfast.cdi;

import io.holdfast.cluster.InProcessNode;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.config.Setting;
import io.holdfast.config.Settings;
import io.holdfast.memcached.Credentials;
import io.holdfast.memcached.IoThread;
import io.holdfast.memcached.MemcachedNode;
import io.holdfast.memcached.MemcachedSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** Makes the clients of the configured nodes. */
@FunctionalInterface
interface NodeClients {

    /** One a node, in the order of {@link #nodes}. */
    List<NodeClient> create(Settings settings, InstantSource time, LongSupplier nanos);

    /** The nodes of the settings in their order; the one in this process if none are configured. */
    static List<Node> nodes(Settings settings) {
        return settings.isInProcess()
                ? List.of(new Node("in-process", "in-process", 1))
                : settings.nodes().stream()
                        .map(node -> new Node(node.name(), node.host(), node.port()))
                        .toList();
    }

    /** Those of memcached nodes, or of the one in this process. */
    static List<NodeClient> configured(Settings settings, InstantSource time, LongSupplier nanos) {
        IoThread ioThread = new IoThread();
        return nodes(settings).stream()
                .map(node -> settings.isInProcess()
                        ? inProcess(node, settings, time)
                        : memcached(node, settings, nanos, ioThread))
                .toList();
    }

    private static NodeClient memcached(Node node, Settings settings, LongSupplier nanos, IoThread ioThread) {
        MemcachedSettings how = new MemcachedSettings(
                settings.timeouts().connect(),
                settings.limits().recordSize(),
                () -> settings.nodeCredentials()
                        .flatMap(all -> all.at(node.name()))
                        .map(login ->
                                new Credentials(login.user(), login.password().value())));
        return new MemcachedNode(node, how, nanos, ioThread);
    }

    private static NodeClient inProcess(Node node, Settings settings, InstantSource time) {
        System.getLogger(NodeClients.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "No memcached nodes are configured: sessions are kept in this process only and are lost with it."
                                + " To keep them, set {0}={1}",
                        Setting.NODES.key(),
                        Setting.NODES.example());
        Settings.Limits limits = settings.limits();
        return new InProcessNode(node, limits.recordSize(), limits.inProcessBytes(), time);
    }
}
