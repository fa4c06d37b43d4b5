package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.cluster.Cluster;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Validity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives sessions their ids, the first one and others after it. Thread-safe. */
final class NewIds {

    private final Cluster cluster;
    private final SessionKeys keys;
    private final Duration keysRollout;
    private final InstantSource time;

    /** @param keysRollout how long it takes at most to put a key first on all servers */
    NewIds(Cluster cluster, SessionKeys keys, Duration keysRollout, InstantSource time) {
        this.cluster = cluster;
        this.keys = keys;
        this.keysRollout = keysRollout;
        this.time = time;
    }

    /** An id, and what is known of its key. */
    record Given(SessionId id, Copies copies) {}

    /** One that nobody can guess. */
    Given random() {
        return given(keys.create());
    }

    /** The one under the first key that takes the place of one under a former key. */
    Given successorOf(SessionId former) {
        return given(keys.successor(former));
    }

    /** The keys of what any server may give in place of an id under a former key. */
    Set<String> renewals(SessionId former) {
        return keys.successors(former).stream().map(keys::key).collect(Collectors.toSet());
    }

    /** One that stands for that of a session of which only the key is known. */
    Given standIn(String key) {
        return new Given(keys.standIn(key), nowhere(key));
    }

    private Given given(SessionId id) {
        return new Given(id, nowhere(keys.key(id)));
    }

    /** What is known of a key that nobody can have used before. */
    private Copies nowhere(String key) {
        Copies copies = new Copies(key, cluster.route(key));
        copies.route().candidates().forEach(node -> copies.put(node, Copy.MISSING));
        return copies;
    }

    /**
     * Whether the session should get an id under the first of our keys: its own is not the first any more. One that got
     * its id a moment ago most likely got it from a server that has put another key first, as this one will.
     */
    boolean isRenewalDue(SessionId id, Live record) {
        return keys.isOfFormerKey(id) && time.millis() - record.validity().idMillis() > keysRollout.toMillis();
    }

    /** A record whose session gets another id now. */
    Live noted(Live record) {
        Validity known = record.validity();
        return record.with(new Validity(time.millis(), known.sealedMillis(), known.untilMillis()));
    }
}
