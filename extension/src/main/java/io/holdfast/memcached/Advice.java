package io.holdfast.memcached;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply.Cause;
import java.util.Map;
import java.util.Optional;

/**
 * Tells operators what only they can mend about a node, each finding once until it changes. For whoever holds the
 * node's probing lock, but for {@link #passedOver} and {@link #concern}.
 */
final class Advice {

    private static final System.Logger LOG = System.getLogger("io.holdfast.memcached.MemcachedNode");

    private static final String UNLOCKED = "demands no password, though one is configured for it";

    private static final Map<Cause, String> REMEDIES = Map.of(
            Cause.PROTOCOL,
            "It must be a memcached 1.6.10 or newer, without SASL (-S).",
            Cause.NO_CREDENTIALS,
            "Add it to holdfast.node-credentials, with a user and a password of the file it was started with (-Y).",
            Cause.WRONG_CREDENTIALS,
            "What holdfast.node-credentials has for it must be in the file it was started with (-Y), which it reads at"
                    + " its start and at SIGHUP.");

    private final Node node;
    private final MemcachedSettings settings;
    private String lastWarning = "";
    private int lastLimit;
    private volatile String concern = "";

    Advice(Node node, MemcachedSettings settings) {
        this.node = node;
        this.settings = settings;
    }

    /** What is wrong with the node though it serves; empty if nothing is. Thread-safe. */
    String concern() {
        return concern;
    }

    /** It is as it should be, so that the next failure is a new finding. */
    void answered() {
        lastWarning = "";
    }

    /** No talk was possible; told if it is somebody's mistake. */
    void failed(Unreachable failure) {
        String message = String.valueOf(failure.getMessage());
        String kind = message.replaceFirst("it answered .* to", "it answered"); // some answer with the time of day
        String remedy = REMEDIES.get(failure.reply().cause());
        if (remedy != null && !lastWarning.equals(kind)) {
            lastWarning = kind;
            warn("cannot be used: " + message + ". " + remedy);
        }
    }

    /** A new connection was made and tried. */
    void connected(Dialer.Line line, int largestValue) {
        noteLock(line.isLocked());
        if (largestValue < settings.maxValueBytes() && largestValue != lastLimit) {
            warn("takes sessions of up to " + largestValue + " bytes, less than holdfast.max-record-size ("
                    + settings.maxValueBytes() + "): larger ones will not be saved. Start it with memcached -I "
                    + (settings.maxValueBytes() + Greeting.ITEM_OVERHEAD_BYTES) + " or lower the setting.");
        }
        lastLimit = largestValue;
    }

    private void noteLock(boolean isLocked) {
        Optional<Credentials> ours =
                isLocked ? Optional.empty() : settings.credentials().get();
        String before = concern;
        concern = ours.isPresent() ? UNLOCKED : "";
        if (!concern.isEmpty() && before.isEmpty()) {
            warn(UNLOCKED + ": whoever reaches it may read and write it. The password is not sent. Start it with"
                    + " memcached -Y FILE, or remove it from holdfast.node-credentials.");
        }
    }

    /** A value of so many bytes was not read. Thread-safe. */
    void passedOver(int bytes) {
        warn("holds a session of " + bytes + " bytes, more than holdfast.max-record-size (" + settings.maxValueBytes()
                + "), which is not read here. Give the setting the same value on every application server.");
    }

    private void warn(String finding) {
        LOG.log(System.Logger.Level.WARNING, "Node {0} at {1} {2}", node.name(), node.address(), finding);
    }
}
