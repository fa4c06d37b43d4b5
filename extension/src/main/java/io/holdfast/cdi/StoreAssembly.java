package io.holdfast.cdi;

import io.holdfast.SessionStore;
import io.holdfast.archive.ArchiveStatus;
import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeListener;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.cluster.PauseDetector;
import io.holdfast.cluster.ProbeScheduler;
import io.holdfast.config.Settings;
import io.holdfast.config.UnreadableAttribute;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.StampClock;
import io.holdfast.store.EngineParts;
import io.holdfast.store.ReplicatedSessionStore;
import io.holdfast.store.SessionEngine;
import io.holdfast.store.StoreLimits;
import io.holdfast.store.StoreListener;
import io.holdfast.store.Trust;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds everything that runs from the settings, and stops it in the opposite order. */
final class StoreAssembly implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StoreAssembly.class.getName());

    private final Machine machine;
    private final int idleTimeoutSeconds;
    private final BackgroundThreads threads;
    private final List<NodeClient> clients;
    private final List<NodeMonitor> monitors;
    private final SessionEngine engine;
    private final KeyWatch keys;
    private final ProbeScheduler probeScheduler;
    private final ArchiveAssembly archive;

    static StoreAssembly start(Settings settings, Application application, NodeClients nodes) {
        settings.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        Machine machine = Machine.present();
        ApplicationKeys keys = ApplicationKeys.of(settings, application.namespace(), machine.time(), machine.random());
        ArchiveAssembly archive = ArchiveAssembly.of(
                settings, application.namespace(), new RecordCodec(new Seal(keys.chain(), Purpose.ROW)), machine);
        List<NodeClient> clients = nodes.create(settings, machine.time(), machine.nanos());
        StoreAssembly assembly = new StoreAssembly(settings, application, clients, keys, archive, machine);
        assembly.probeScheduler.start();
        assembly.keys.start(!settings.isInProcess());
        LOG.log(
                System.Logger.Level.INFO,
                "Sessions of {0} are kept on {1}, {2} of each{3}",
                application.namespace(),
                clients.stream().map(StoreAssembly::shown).collect(Collectors.joining(", ")),
                settings.copies() == 1 ? "one copy" : settings.copies() + " copies",
                settings.archive().map(StoreAssembly::shown).orElse(""));
        return assembly;
    }

    private static String shown(Settings.Archive archive) {
        return ", and archived in " + archive.datasource() + " every " + archive.every() + " changes or "
                + archive.interval().toSeconds() + " s";
    }

    private static String shown(NodeClient client) {
        return client.node().name() + " (" + client.node().address() + ")";
    }

    private StoreAssembly(
            Settings settings,
            Application application,
            List<NodeClient> clients,
            ApplicationKeys applicationKeys,
            ArchiveAssembly archive,
            Machine machine) {
        this.archive = archive;
        this.machine = machine;
        this.idleTimeoutSeconds = application.idleTimeoutSeconds();
        this.clients = clients;
        threads = new BackgroundThreads(clients.size());
        StoreListener events = new CdiEvents(application.beanManager(), threads.telling());
        monitors = monitors(settings, machine.time());
        listen(new NodeEvents(events), settings.copies());
        Cluster cluster = cluster(settings);
        keys = new KeyWatch(
                applicationKeys,
                cluster,
                new KeyWatch.Namespace(
                        application.namespace(), settings.namespace().isPresent()),
                settings.keyRotation().refresh(),
                threads,
                () -> Deadline.in(settings.timeouts().request(), machine.nanos()),
                machine.time());
        Trust trust = keys.trust(machine.random());
        if (!settings.isInProcess()) { // else there is nowhere to hear of others' keys, who may share the table
            archive.compareKeys(trust.strangeKeys());
        }
        PauseDetector pauseDetector = new PauseDetector(settings.probe().timeout(), machine.nanos(), threads.probing());
        engine = new SessionEngine(new EngineParts(
                cluster,
                trust,
                limits(settings, application),
                new EngineParts.Values(
                        AttributeValues.codec(settings, application, keys.areKeysSecret()),
                        settings.attributes().unreadable() == UnreadableAttribute.FAIL),
                clocks(machine, pauseDetector),
                threads.repairing(),
                events,
                archive.archive(),
                machine.random()));
        archive.reap(engine.nodesForArchive());
        probeScheduler = probeScheduler(settings, pauseDetector);
    }

    private static EngineParts.Clocks clocks(Machine machine, PauseDetector pauseDetector) {
        StampClock stamps = new StampClock(machine.time(), machine.random().nextInt());
        return new EngineParts.Clocks(stamps, machine.time(), machine.nanos(), pauseDetector::stoppedNanos);
    }

    private ProbeScheduler probeScheduler(Settings settings, PauseDetector pauseDetector) {
        return new ProbeScheduler(
                monitors,
                settings.probe().interval(),
                settings.probe().timeout(),
                threads.probing(),
                threads.recovering(),
                engine,
                pauseDetector);
    }

    private List<NodeMonitor> monitors(Settings settings, InstantSource clock) {
        int failures = settings.probe().failures();
        return clients.stream()
                .map(client -> new NodeMonitor(client, failures, clock))
                .toList();
    }

    private Cluster cluster(Settings settings) {
        return new Cluster(
                clients,
                monitors,
                settings.copies(),
                settings.timeouts().operation(),
                Awaiter.BLOCKING,
                threads::after);
    }

    private void listen(NodeListener events, int copies) {
        for (NodeMonitor monitor : monitors) {
            monitor.listen(events);
            monitor.listen(change -> {
                if (serving() < copies) {
                    archive.flush();
                }
            });
        }
    }

    /** How many nodes serve. */
    long serving() {
        return monitors.stream()
                .filter(monitor -> monitor.health().state().serves())
                .count();
    }

    private static StoreLimits limits(Settings settings, Application application) {
        return new StoreLimits(
                settings.timeouts().request(),
                application.idleTimeoutSeconds(),
                settings.lifetime().expirySlack(),
                settings.lifetime().most().orElse(Duration.ZERO),
                settings.keyRotation().rollout(),
                settings.limits().recordSize(),
                settings.limits().liveSessionBytes());
    }

    InstantSource time() {
        return machine.time();
    }

    SecureRandom random() {
        return machine.random();
    }

    int idleTimeoutSeconds() {
        return idleTimeoutSeconds;
    }

    SessionEngine engine() {
        return engine;
    }

    SessionStore store() {
        return new ReplicatedSessionStore(engine);
    }

    ProbeScheduler probeScheduler() {
        return probeScheduler;
    }

    /** What is to be mended at a node although it serves; empty if there is nothing. */
    String concern(Node node) {
        return clients.stream()
                .filter(client -> client.node().equals(node))
                .map(NodeClient::concern)
                .findFirst()
                .orElse("");
    }

    /** Whether sessions can be served and saved: by any node, or for want of one by the archive. */
    boolean serves() {
        return (serving() > 0 || archive.serves()) && !keys.isKeyLacking();
    }

    /** The keys, as data of a health check. */
    Map<String, Object> keyData() {
        return keys.data();
    }

    /** Does something that may wait for nodes again and again. */
    void everySecond(Runnable action) {
        threads.every(Duration.ofSeconds(1), () -> threads.soon(action));
    }

    /** How the archive is; empty if there is none. */
    Optional<ArchiveStatus> archiveStatus() {
        return archive.status();
    }

    /** First what sends, then what is sent to. */
    @Override
    public void close() {
        engine.close();
        archive.close();
        threads.close();
        clients.forEach(NodeClient::close);
    }
}
