package io.holdfast.model;

/** What the nodes hold between requests, and how they forget that an attribute was removed. */
final class Copies {

    private Copies() {}

    /** All that is under the key where the session is now; null: nothing. */
    static Stored merged(World world) {
        Stored merged = merged(world, 0);
        while (merged != null && merged.hasMoved()) {
            merged = merged(world, merged.successor());
        }
        return merged;
    }

    /** All that is under this key. */
    static Stored merged(World world, int key) {
        Stored merged = null;
        for (int node = 0; node < World.NODES; node++) {
            Stored there = world.node(node).read(key).stored();
            if (there != null) {
                merged = merged == null ? there : merged.merge(there);
            }
        }
        return merged;
    }

    static boolean copiesAreEqual(World world) {
        Stored one = world.node(world.placed(0, 0)).read(0).stored();
        Stored other = world.node(world.placed(0, 1)).read(0).stored();
        return one != null && one.live() && one.equals(other);
    }

    /** The trace of the title's removal goes, and with it the copy of a node that stood in. */
    static void forget(World world) {
        world.node(world.placed(0, World.COPIES)).remove(0);
        for (int place = 0; place < World.COPIES; place++) {
            Node node = world.node(world.placed(0, place));
            Stored stored = node.read(0).stored();
            world.guarantees.forgetsRemoval(stored.entry(Name.TITLE).stamp());
            node.put(0, stored.with(Name.TITLE, Entry.NO_TRACE));
        }
        world.say("the trace of the title's removal is forgotten");
    }
}
