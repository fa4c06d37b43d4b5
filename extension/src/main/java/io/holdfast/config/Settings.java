package io.holdfast.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings, in bounds and consistent with each other. What each means is said in {@link Setting}. Immutable.
 *
 * @param nodes the nodes in the configured order; empty for one in-process node
 * @param copies 1 to the number of nodes; 1 on an in-process node
 * @param namespace empty if the deployment decides
 * @param keys empty if none are configured, which is for an in-process node without an archive only
 * @param nodeCredentials empty if none are configured
 * @param replay strict only with an archive
 * @param archive empty if there is none
 * @param warnings what a reader of the log should know: names in the environment that look like settings and are none
 */
public record Settings(
        List<NodeAddress> nodes,
        int copies,
        Optional<String> namespace,
        Optional<ConfiguredKeys> keys,
        KeyRotation keyRotation,
        Optional<NodeCredentials> nodeCredentials,
        Lifetime lifetime,
        Timeouts timeouts,
        Probe probe,
        Health health,
        Cookie cookie,
        NewSessions newSessions,
        Limits limits,
        Attributes attributes,
        Replay replay,
        Optional<Archive> archive,
        List<String> warnings) {

    /**
     * How long a session lives.
     *
     * @param sessionTimeout whole seconds, 1 s to 28 days; empty if the application's web.xml decides
     * @param expirySlack whole seconds, 1 s to 1 h
     * @param most from its creation on, whole seconds, 1 min to 365 days; empty for as long as it is used
     */
    public record Lifetime(Optional<Duration> sessionTimeout, Duration expirySlack, Optional<Duration> most) {}

    /**
     * How keys are changed while applications run.
     *
     * @param refresh how often a file of keys is read again
     * @param rollout whole seconds; how long changed keys take at most to reach all application servers
     */
    public record KeyRotation(Duration refresh, Duration rollout) {}

    /**
     * How long to wait for nodes.
     *
     * @param operation for one answer
     * @param request for all answers one request needs; not less than {@code operation}
     * @param connect for a connection, which no request waits for
     */
    public record Timeouts(Duration operation, Duration request, Duration connect) {}

    /** How a node's health is found out; {@code failures} time-outs in a row, 1 to 9, take a node down. */
    public record Probe(Duration interval, Duration timeout, int failures) {}

    /** What the health checks say. */
    public record Health(NodeDownHealth nodeDown, HealthDetails details) {}

    /**
     * The session cookie. What is empty is left to the application's web.xml, then to the servlet specification.
     *
     * @param maxAge whole seconds, 1 s to 400 days
     * @param keptFromCaches whether responses that set it are kept out of shared caches
     */
    public record Cookie(
            Optional<String> name,
            Optional<String> path,
            Optional<String> domain,
            SecureCookie secure,
            SameSite sameSite,
            Optional<Duration> maxAge,
            boolean keptFromCaches) {}

    /**
     * How many sessions may begin within a second in one process.
     *
     * @param warn without a warning, 1 to 1,000,000
     * @param limit at all, 1 to 1,000,000; empty for any number
     */
    public record NewSessions(int warn, Optional<Integer> limit) {}

    /**
     * What is too much.
     *
     * @param recordSize bytes of a session on a node
     * @param inProcessBytes bytes of all sessions on an in-process node
     * @param liveSessionBytes bytes of memory for sessions that no request uses; 0 to keep none
     */
    public record Limits(int recordSize, long inProcessBytes, long liveSessionBytes) {}

    /**
     * What may come back from a node as an attribute.
     *
     * @param depth how deep objects may be nested
     * @param references how many objects there may be
     * @param bytes how many bytes there may be, and how many elements in all arrays together
     * @param classes empty if none are chosen
     * @param allowedClasses patterns as {@link java.io.ObjectInputFilter.Config#createFilter} reads them, in order
     */
    public record Attributes(
            int depth,
            int references,
            long bytes,
            Optional<AttributeClasses> classes,
            List<String> allowedClasses,
            UnreadableAttribute unreadable) {}

    /**
     * The copy of sessions in a database.
     *
     * @param datasource its JNDI name
     * @param every how many changes make it due, 1 to 1,000,000
     * @param interval whole seconds, 1 s to 1 day
     * @param createTable whether a missing table is created
     */
    public record Archive(String datasource, int every, Duration interval, boolean createTable) {}

    /** Whether no nodes are configured, so that sessions live in this process only. */
    public boolean isInProcess() {
        return nodes.isEmpty();
    }
}
