package io.holdfast.cluster;

/** Lets the testing kit take a value from a node as memcached does when its memory runs out. */
public final class Eviction {

    private Eviction() {}

    public static void of(InProcessNode node, String key) {
        node.evict(key);
    }
}
