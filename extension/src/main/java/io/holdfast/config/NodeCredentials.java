package io.holdfast.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The logins at nodes that demand one, as configured or in a file. Its text never shows them. Thread-safe.
 *
 * <p>A file is read anew whenever a login is wanted, which is once a connection: passwords can be changed without a
 * restart.
 */
public final class NodeCredentials {

    /** In the place of a node's name: every node that is not named. */
    static final String ALL_OTHERS = "*";

    private static final String KEY = "holdfast.node-credentials"; // of the setting, which knows this class
    private static final System.Logger LOG = System.getLogger(NodeCredentials.class.getName());

    private final @Nullable Path file;
    private volatile Map<String, NodeLogin> logins;
    private volatile String lastProblem = "";

    NodeCredentials(@Nullable Path file, Map<String, NodeLogin> logins) {
        this.file = file;
        this.logins = Map.copyOf(logins);
    }

    /**
     * The login at the node of that name; empty if there is none.
     *
     * <p>Reads the file, if there is one. While that cannot be read, or is not well-formed, what it said before holds,
     * of which there is a warning once.
     */
    public Optional<NodeLogin> at(String node) {
        refresh();
        Map<String, NodeLogin> now = logins;
        return Optional.ofNullable(now.getOrDefault(node, now.get(ALL_OTHERS)));
    }

    private void refresh() {
        if (file == null) {
            return;
        }
        try {
            logins = Map.copyOf(CredentialLines.ofFile(file));
            lastProblem = "";
        } catch (BadValueException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                LOG.log(System.Logger.Level.WARNING, "{0} {1}; what it said before still holds", KEY, problem);
            }
        }
    }

    /** The nodes that are named. */
    Set<String> names() {
        return logins.keySet();
    }

    @Override
    public String toString() {
        return "(credentials, not shown)";
    }
}
