package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Compares the keys of this server with those of others, by an item on each node for each key. Without that, servers
 * with different keys would log out each other's users without a word. Thread-safe.
 *
 * <p>An item is sealed under the key that it is for and names all keys of the servers that have it: so whoever has one
 * key of another server learns of those that it lacks, and who can merely write to the nodes teaches nobody anything.
 */
public final class Canaries implements StrangeKeys {

    private static final int MOST_MET = 1_000;

    private final Cluster cluster;
    private final String namespace;
    private final InstantSource time;
    private final Supplier<Deadline> deadlines;
    private final Executor background;
    private final KeyNews news;
    private final Map<Integer, Long> met = new LinkedHashMap<>(); // in which look; guarded by this, as below
    private final Map<Integer, Long> lackingSince = new HashMap<>();
    private final Set<Integer> dropped = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private KeyChain keys;
    private long looks;
    private boolean isLookWaiting;
    private long lastWholeLook;
    private long behindSince;

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
            KeyNews news) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.keys = new KeyChain(namespace, keys, time);
        this.time = time;
        this.deadlines = deadlines;
        this.background = background;
        this.news = news;
    }

    /** {@inheritDoc} That is known once all nodes were asked after the fingerprint was first met. */
    @Override
    public boolean isNobodys(int fingerprint) {
        synchronized (this) {
            if (lackingSince.containsKey(fingerprint)) {
                return false;
            }
            Long first = met.get(fingerprint);
            if (first != null && lastWholeLook > first) {
                return true;
            }
            if (first == null) {
                met.keySet().removeIf(any -> met.size() >= MOST_MET);
                met.put(fingerprint, looks);
            }
        }
        lookSoon();
        return false;
    }

    /**
     * Since when, in milliseconds since 1970, another server has had a key that this one never had; 0 for never. That
     * may be one that is being brought to all servers, or one that was dropped everywhere a while ago.
     */
    public synchronized long lackingSinceMillis() {
        return lackingSince.entrySet().stream()
                .filter(lacking -> !dropped.contains(lacking.getKey()))
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElse(0);
    }

    /** Since when another server of ours has had a key in first place that this one lacks; 0 for never. */
    public synchronized long behindSinceMillis() {
        return behindSince;
    }

    /** Tells others of keys that are about to be used, before anything is sealed under them; waits for the nodes. */
    public void announce(Keyset next) {
        synchronized (this) {
            dropped.addAll(CanaryItem.fingerprints(keys.keyset()));
            dropped.removeAll(CanaryItem.fingerprints(next));
            keys = new KeyChain(namespace, next, time);
            lackingSince.keySet().removeAll(CanaryItem.fingerprints(next));
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
            background.execute(this::look);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                isLookWaiting = false; // the next occasion comes
            }
        }
    }

    /** Reads what others say on all nodes that serve, and says there what they do not know. */
    public void look() {
        CanaryRound round;
        long number;
        synchronized (this) {
            number = ++looks;
            isLookWaiting = false;
            round = new CanaryRound(cluster, namespace, keys, this::tell);
        }
        CanaryRound.Result result = round.run(deadlines.get());
        learn(number, result).forEach(news::lacking); // without a lock: whoever hears it may announce others
        if (number == 1 && result.isAnybodyThere()) {
            news.neighbours();
        }
    }

    /** What is new of keys that are lacking. */
    private synchronized List<Integer> learn(long number, CanaryRound.Result result) {
        Set<Integer> named = new HashSet<>(result.lacking());
        named.removeAll(CanaryItem.fingerprints(keys.keyset()));
        if (result.isWhole()) {
            lastWholeLook = Math.max(lastWholeLook, number);
            lackingSince.keySet().retainAll(named);
        }
        List<Integer> fresh = named.stream()
                .filter(fingerprint -> lackingSince.putIfAbsent(fingerprint, time.millis()) == null)
                .filter(fingerprint -> !dropped.contains(fingerprint))
                .toList();
        if (result.strange().stream().noneMatch(lackingSince::containsKey)) {
            behindSince = 0;
        } else if (behindSince == 0) {
            behindSince = time.millis();
        }
        return fresh;
    }

    /** Each once. */
    private void tell(CanaryRound.Oddity odd) {
        synchronized (this) {
            if (told.size() >= MOST_MET || !told.add(odd.toString())) {
                return;
            }
        }
        if (odd.isForged()) {
            news.forged(odd.node());
        } else {
            news.strangers(odd.node(), odd.fingerprint());
        }
    }
}
