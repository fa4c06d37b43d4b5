package io.holdfast.cdi;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeState;
import io.holdfast.config.Settings;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.store.Canaries;
import io.holdfast.store.SessionKeys;
import io.holdfast.store.Trust;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps an application's keys up to date, and compares them with those of its other servers. Thread-safe. */
final class KeyWatch {

    private static final Duration COMPARING = Duration.ofMinutes(10);

    private final ApplicationKeys keys;
    private final Cluster cluster;
    private final Settings.KeyRotation rotation;
    private final BackgroundThreads threads;
    private final InstantSource time;
    private final Canaries canaries;

    /**
     * What keeps the sessions of an application apart from others'.
     *
     * @param isChosen whether somebody wrote it down, so that it is not that of any application with the same path
     */
    record Namespace(String name, boolean isChosen) {

        private boolean isOfAnyRoot() {
            return !isChosen && name.equals("/");
        }
    }

    KeyWatch(
            ApplicationKeys keys,
            Cluster cluster,
            Namespace namespace,
            Settings.KeyRotation rotation,
            BackgroundThreads threads,
            Supplier<Deadline> deadlines,
            InstantSource time) {
        this.keys = keys;
        this.cluster = cluster;
        this.rotation = rotation;
        this.threads = threads;
        this.time = time;
        this.canaries = new Canaries(
                cluster,
                namespace.name,
                keys.chain().keyset(),
                time,
                deadlines,
                threads.repairing(),
                new KeyWarnings(namespace.name, namespace.isOfAnyRoot(), this::reread));
    }

    Trust trust(SecureRandom random) {
        return new Trust(
                new SessionKeys(keys.chain(), random), new RecordCodec(new Seal(keys.chain(), Purpose.NODE)), canaries);
    }

    boolean areKeysSecret() {
        return keys.areSecret();
    }

    /** @param areNodesShared whether other servers use them too */
    void start(boolean areNodesShared) {
        threads.every(rotation.refresh(), this::reread);
        if (areNodesShared) {
            threads.every(COMPARING, canaries::lookSoon);
            cluster.monitors()
                    .forEach(monitor -> monitor.listen(change -> {
                        if (change.to() == NodeState.UP) { // perhaps with nothing in its memory
                            canaries.lookSoon();
                        }
                    }));
            canaries.lookSoon();
        }
    }

    private void reread() {
        keys.reread(canaries::announce);
    }

    /** Whether another server has sealed for long under a key that this one lacks, so that it cannot read that. */
    boolean isKeyLacking() {
        long since = canaries.behindSinceMillis();
        return since > 0 && time.millis() - since > rotation.rollout().toMillis();
    }

    /** The keys, as data of a health check. */
    Map<String, Object> data() {
        return keys.data(canaries.lackingSinceMillis() > 0);
    }
}
