package io.holdfast.cluster;

/** What a node is given before it is used as before. Thread-safe. */
public interface NodeRecovery {

    /** Whether {@code node} missed something although it did not go down. */
    boolean needsRecovery(Node node);

    /**
     * Gives {@code node}, which answers again, what it missed; may block for seconds.
     *
     * @return whether it has everything now; if not, this is called again after another good probe
     */
    boolean recover(Node node);
}
