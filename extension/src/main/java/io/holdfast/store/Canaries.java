package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Compares the keys of this server with those of others, by an item on each node for each key. Without that, servers
 * with different keys would log out each other's users without a word. Thread-safe.
 *
 * <p>An item is sealed under the key that it is for and names all keys of the servers that have it. So whoever has one
 * key of another server learns of those that it lacks, and who can merely write to the nodes teaches nobody anything.
 */
public final class Canaries implements StrangeKeys {

    private static final System.Logger LOG = System.getLogger(Canaries.class.getName());
    private static final int MOST_MET = 1_000;
    private static final long MISSED_MILLIS = 120_000;

    private final Cluster cluster;
    private final String namespace;
    private final InstantSource time;
    private final Supplier<Deadline> deadlines;
    private final Executor background;
    private final MasterKeyListener listener;
    private final Map<Integer, Long> met = new LinkedHashMap<>(); // in which look; guarded by this, as below
    private final Set<Integer> lacking = new HashSet<>();
    private final Set<Integer> dropped = new HashSet<>(); // by this server, so that nobody has to be told
    private final Map<Integer, Missed> missed = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private KeyChain keys;
    private long looks;
    private boolean isLookWaiting;
    private long lastWholeLook;

    /**
     * Asks the nodes nothing yet.
     *
     * @param keys those that this server begins with
     */
    public Canaries(
            Cluster cluster,
            String namespace,
            Keyset keys,
            InstantSource time,
            Supplier<Deadline> deadlines,
            Executor background,
            MasterKeyListener listener) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.keys = new KeyChain(namespace, keys, time);
        this.time = time;
        this.deadlines = deadlines;
        this.background = background;
        this.listener = listener;
    }

    /** {@inheritDoc} That is known once all nodes were asked after the fingerprint was first met. */
    @Override
    public boolean isNobodys(int fingerprint) {
        synchronized (this) {
            if (lacking.contains(fingerprint)) {
                missed.merge(fingerprint, new Missed(time.millis(), time.millis()), Missed::and);
                return false;
            }
            Long first = met.get(fingerprint);
            boolean isFlood = first == null && met.size() >= MOST_MET; // nobody has so many keys
            if ((first != null && lastWholeLook > first) || (isFlood && lastWholeLook > 0)) {
                return true;
            }
            if (first == null && !isFlood) {
                met.put(fingerprint, looks);
            }
        }
        lookSoon();
        return false;
    }

    /** When records under a key that another server has and this one lacks were first met, and last. */
    private record Missed(long firstMillis, long lastMillis) {

        private Missed and(Missed later) {
            return new Missed(firstMillis, later.lastMillis);
        }
    }

    /**
     * Since when, in milliseconds since 1970, sessions have been met that are sealed under a key which another server
     * has and this one lacks; 0 if none were in the last minutes. That such a key is named is no fault: it may have
     * been taken away here already.
     */
    public synchronized long lackingSinceMillis() {
        long oldest = time.millis() - MISSED_MILLIS;
        missed.entrySet().removeIf(one -> !lacking.contains(one.getKey()) || one.getValue().lastMillis < oldest);
        return missed.values().stream().mapToLong(Missed::firstMillis).min().orElse(0);
    }

    /** Tells others of keys that are about to be used, before anything is sealed under them; waits for the nodes. */
    public void announce(Keyset next) {
        synchronized (this) {
            dropped.addAll(CanaryItem.fingerprints(keys.keyset()));
            dropped.removeAll(CanaryItem.fingerprints(next));
            keys = new KeyChain(namespace, next, time);
            lacking.removeAll(CanaryItem.fingerprints(next));
        }
        look();
    }

    /** As {@link #look}, in the background; not now if that has too much to do, and not twice. */
    public void lookSoon() {
        synchronized (this) {
            if (isLookWaiting) {
                return;
            }
            isLookWaiting = true;
        }
        try {
            background.execute(this::lookCalmly);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                isLookWaiting = false; // the next occasion comes
            }
        }
    }

    private void lookCalmly() {
        try {
            look();
        } catch (RuntimeException e) { // as when the application is being stopped; the next look tries again
            LOG.log(System.Logger.Level.DEBUG, "Keys could not be compared with other servers''", e);
        }
    }

    /** Reads what others say on all nodes that serve, and says there what they do not know. */
    public void look() {
        CanaryRound round;
        long number;
        synchronized (this) {
            number = ++looks;
            isLookWaiting = false;
            round = new CanaryRound(cluster, namespace, keys, time.millis(), this::tell);
        }
        CanaryRound.Result result = round.run(deadlines.get());
        Set<Integer> unheardOf = new HashSet<>(result.lacking());
        synchronized (this) {
            if (result.isWhole()) {
                lastWholeLook = Math.max(lastWholeLook, number);
                lacking.retainAll(result.lacking()); // what nobody names any more nobody has
            }
            unheardOf.removeAll(CanaryItem.fingerprints(keys.keyset()));
            unheardOf.removeIf(fingerprint -> !lacking.add(fingerprint) || dropped.contains(fingerprint));
        }
        unheardOf.forEach(listener::lacking);
        if (number == 1 && result.isAnybodyThere()) {
            listener.neighbours();
        }
    }

    /** Each once. */
    private void tell(CanaryRound.Oddity odd) {
        synchronized (this) {
            if (told.size() >= MOST_MET || !told.add(odd.toString())) {
                return;
            }
        }
        if (odd.isForged()) {
            listener.forged(odd.node());
        } else {
            listener.strangers(odd.node(), odd.fingerprint());
        }
    }
}
