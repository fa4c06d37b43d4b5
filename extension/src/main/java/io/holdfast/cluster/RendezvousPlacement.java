package io.holdfast.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Orders all nodes for a key by rendezvous hashing (Thaler and Ravishankar, "Using name-based mappings to increase hit
 * rates", 1998). Immutable.
 *
 * <p>Only the nodes' names count, so a node may move to another address, and changing the list moves no key but those
 * of the changed node. The scores are part of what servers must agree on: changing them moves every session.
 */
public final class RendezvousPlacement {

    private final List<SeededNode> nodes;

    private record SeededNode(Node node, long seed) {}

    private record Scored(Node node, long score) {}

    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingLong(Scored::score).reversed();

    /** @throws IllegalArgumentException if there is no node or two have one name */
    public RendezvousPlacement(List<Node> nodes) {
        Set<String> names = new HashSet<>();
        List<SeededNode> seeded = new ArrayList<>();
        for (Node node : nodes) {
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("two nodes are named " + node.name());
            }
            seeded.add(new SeededNode(node, hash(node.name())));
        }
        if (seeded.isEmpty()) {
            throw new IllegalArgumentException("nodes must not be empty");
        }
        this.nodes = List.copyOf(seeded);
    }

    /** All nodes, the most preferred first. */
    public List<Node> order(String key) {
        return order(key, nodes.size());
    }

    /** The most preferred {@code count} nodes in order, or all if there are fewer. */
    List<Node> order(String key, int count) {
        long keyHash = hash(key);
        Scored[] scored = new Scored[nodes.size()];
        for (int i = 0; i < scored.length; i++) {
            SeededNode seeded = nodes.get(i);
            scored[i] = new Scored(seeded.node, mix(keyHash ^ seeded.seed));
        }
        Arrays.sort(scored, BEST_FIRST); // stable, as the order of equal scores is that of the configuration
        Node[] first = new Node[Math.min(count, scored.length)];
        for (int i = 0; i < first.length; i++) {
            first[i] = scored[i].node;
        }
        return List.of(first);
    }

    private static long hash(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }

    /** Stafford's variant 13 of the 64-bit finaliser, as in {@link java.util.SplittableRandom}. */
    private static long mix(long z) {
        long first = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }
}
