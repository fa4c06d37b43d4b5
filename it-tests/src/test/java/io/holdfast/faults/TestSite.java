package io.holdfast.faults;

import io.holdfast.it.harness.process.ArchiveDatabase;
import io.holdfast.it.harness.server.Ports;
import io.holdfast.store.KeyOfCookie;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Three nodes, two servers, and a link from each server to each node. */
final class TestSite implements AutoCloseable {

    private static final int FIRST_OFFSET = 3000;

    private final SecretKey key = SecretKey.random("k1");
    private final KeyOfCookie keys = new KeyOfCookie("/example", key.master());
    private final KeysOnDisk file;
    private final List<FaultyNode> nodes;
    private final List<Wildfly> servers;
    private final @Nullable ArchiveDatabase database;

    /** @param isArchived whether the servers have an archive */
    TestSite(Wildfly.ServerHome bare, Map<String, String> settings, boolean isArchived) throws IOException {
        file = KeysOnDisk.of(bare.run().resolve("keys"), key);
        database = isArchived ? new ArchiveDatabase() : null;
        Wildfly.ServerHome serverHome = database == null ? bare : bare.with(database.deployments(bare.run()));
        nodes = Stream.of("a", "b", "c").map(name -> new FaultyNode(name, 2)).toList();
        int first = Ports.freeOffset(FIRST_OFFSET);
        int second = Ports.freeOffset(first + 100);
        servers = List.of(
                new Wildfly(serverHome, "server-a", first, settingsOf(0, settings)),
                new Wildfly(serverHome, "server-b", second, settingsOf(1, settings)));
    }

    private Map<String, String> settingsOf(int server, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put(
                "holdfast.nodes",
                nodes.stream()
                        .map(node ->
                                node.name() + "=127.0.0.1:" + node.link(server).port())
                        .collect(Collectors.joining(",")));
        settings.put("holdfast.keys", file.setting());
        if (database != null) {
            settings.put("holdfast.archive.datasource", ArchiveDatabase.JNDI_NAME);
        }
        return settings;
    }

    List<FaultyNode> nodes() {
        return nodes;
    }

    FaultyNode node(int number) {
        return nodes.get(number);
    }

    ArchiveDatabase database() {
        return Objects.requireNonNull(database);
    }

    List<Wildfly> servers() {
        return servers;
    }

    void awaitUp() throws InterruptedException {
        for (Wildfly server : servers) {
            server.awaitUp(nodes.size());
        }
    }

    /** Empty nodes, and on the servers an example that has seen no fault yet. */
    void renew(List<String> nodeOptions) throws IOException, InterruptedException {
        nodes.forEach(node -> node.renew(nodeOptions));
        for (Wildfly server : servers) {
            server.renew();
        }
        awaitUp();
    }

    /** The nodes that hold the session of that cookie now, asked themselves. */
    List<FaultyNode> holders(String cookie, int payload) {
        String key = keys.key(cookie);
        return nodes.stream().filter(node -> node.holds(key, payload)).toList();
    }

    @Override
    public void close() {
        servers.forEach(Wildfly::close);
        nodes.forEach(FaultyNode::close);
        if (database != null) {
            database.close();
        }
    }
}
