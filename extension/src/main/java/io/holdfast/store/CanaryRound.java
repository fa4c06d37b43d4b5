package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.keys.DerivedKeys;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.NotAuthenticException;
import io.holdfast.keys.NotAuthenticException.Reason;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One look at the items by which servers compare their keys. Not thread-safe. */
final class CanaryRound {

    /** How long an item lives: after that keys that were taken away are named no longer. */
    private static final int LIFE_SECONDS = (int) Duration.ofDays(1).toSeconds();

    private final Cluster cluster;
    private final String common;
    private final KeyChain keys;
    private final long nowMillis;
    private final Seal seal;
    private final Consumer<Oddity> odd;
    private final NavigableSet<Integer> own;
    private final NavigableSet<Integer> lacking = new TreeSet<>();
    private boolean isWhole = true;
    private boolean isAnybodyThere;

    /** What lies in an item's place and is none that we can open. */
    record Oddity(String node, int fingerprint, boolean isForged) {}

    /**
     * What was learnt.
     *
     * @param isWhole whether every node told what it holds
     * @param isAnybodyThere whether there was an item in the common place
     * @param lacking the fingerprints that servers with one of our keys name, and that we have not
     */
    record Result(boolean isWhole, boolean isAnybodyThere, Set<Integer> lacking) {}

    /**
     * @param nowMillis since 1970
     * @param odd is told of what is no item of ours in the common place
     */
    CanaryRound(Cluster cluster, String namespace, KeyChain keys, long nowMillis, Consumer<Oddity> odd) {
        this.cluster = cluster;
        this.common = CanaryItem.commonPlace(namespace);
        this.keys = keys;
        this.nowMillis = nowMillis;
        this.seal = new Seal(keys, Purpose.CANARY);
        this.odd = odd;
        this.own = CanaryItem.fingerprints(keys.keyset());
    }

    Result run(Deadline deadline) {
        look(common, keys.primary(), deadline);
        for (DerivedKeys key : keys.all()) {
            look(CanaryItem.placeOf(common, key.master()), key, deadline);
        }
        return new Result(isWhole, isAnybodyThere, lacking);
    }

    private void look(String place, DerivedKeys under, Deadline deadline) {
        Map<Node, Get> gets = new LinkedHashMap<>();
        cluster.monitors().forEach(monitor -> {
            if (monitor.health().state().serves()) {
                gets.put(monitor.node(), new Get(place, true, Get.KEEP_TTL));
            } else {
                isWhole = false;
            }
        });
        Map<Node, Put> puts = new LinkedHashMap<>();
        cluster.ask(gets, deadline).forEach((node, reply) -> {
            Put put = answer(node, reply, place, under);
            if (put != null) {
                puts.put(node, put);
            }
        });
        cluster.ask(puts, deadline); // whoever was faster said the same, or more
    }

    /** What is to be written there; null for nothing. */
    private @Nullable Put answer(Node node, NodeReply reply, String place, DerivedKeys under) {
        boolean isCommon = place.equals(common);
        if (reply instanceof NodeReply.Miss) {
            return put(place, under, mine(), Put.ABSENT);
        }
        if (!(reply instanceof NodeReply.Hit hit) || hit.value() == null) {
            isWhole = false;
            return null;
        }
        isAnybodyThere |= isCommon;
        try {
            CanaryItem.Content there = CanaryItem.read(seal.open(place, hit.value()));
            if (there.isOld(nowMillis, LIFE_SECONDS)) {
                return put(place, under, mine(), OptionalLong.of(hit.cas()));
            }
            NavigableSet<Integer> named = there.fingerprints();
            named.stream().filter(one -> !own.contains(one)).forEach(lacking::add);
            boolean isUnder = Seal.fingerprintOf(hit.value()) == under.master().fingerprint();
            if (named.containsAll(own) && isUnder) {
                return null;
            }
            named.addAll(own);
            return put(place, under, there, OptionalLong.of(hit.cas()));
        } catch (NotAuthenticException e) {
            boolean isStrangers = e.reason() == Reason.UNKNOWN_KEY && isCommon; // nobody else looks in other places
            boolean isForged = !isStrangers && e.reason() != Reason.NEWER_FORMAT;
            if (isCommon) {
                odd.accept(new Oddity(node.name(), e.fingerprint(), isForged));
            }
            return isForged ? put(place, under, mine(), OptionalLong.of(hit.cas())) : null;
        }
    }

    private CanaryItem.Content mine() {
        return new CanaryItem.Content(nowMillis, own);
    }

    private Put put(String place, DerivedKeys under, CanaryItem.Content content, OptionalLong cas) {
        byte[] value = seal.sealUnder(under.master().fingerprint(), place, CanaryItem.body(content));
        return new Put(place, value, Seal.digestOf(value), LIFE_SECONDS, cas);
    }
}
