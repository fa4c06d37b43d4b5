package io.holdfast.cdi;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeState;
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

    /** For so long a key that is missed here may be one that is just being brought to all servers. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ApplicationKeys keys;
    private final Cluster cluster;
    private final Duration refresh;
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
            Duration refresh,
            BackgroundThreads threads,
            Supplier<Deadline> deadlines,
            InstantSource time) {
        this.keys = keys;
        this.cluster = cluster;
        this.refresh = refresh;
        this.threads = threads;
        this.time = time;
        this.canaries = new Canaries(
                cluster,
                namespace.name,
                keys.chain().keyset(),
                time,
                deadlines,
                threads.repairing(),
                new KeyWarnings(namespace.name, namespace.isOfAnyRoot(), this::rereadSoon));
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
        threads.every(refresh, this::reread);
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

    /** On a thread of its own: what others lack may be learnt while keys from the file are being announced. */
    private void rereadSoon() {
        threads.soon(this::reread);
    }

    private void reread() {
        keys.reread(canaries::announce);
    }

    /** Whether sessions have been met for long that others seal under a key which this server has not. */
    boolean isKeyLacking() {
        long since = canaries.lackingSinceMillis();
        return since > 0 && time.millis() - since > PATIENCE.toMillis();
    }

    /** The keys, as data of a health check. */
    Map<String, Object> data() {
        return keys.data(canaries.lackingSinceMillis() > 0);
    }
}
