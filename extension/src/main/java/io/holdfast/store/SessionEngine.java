package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeRecovery;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionRecord.Live;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens and creates sessions on the nodes. Thread-safe. */
public final class SessionEngine implements NodeRecovery, AutoCloseable {

    private final SessionEngineAssembly parts;
    private final OpenModes modes;
    private final NodeCatchUp catchUp;

    /** One whose archive has begun to work. */
    public SessionEngine(EngineParts parts) {
        this.parts = new SessionEngineAssembly(parts);
        this.modes = this.parts.modes();
        this.catchUp = this.parts.catchUp();
        parts.archive().start(this.parts.archiveNodes());
    }

    /**
     * Asks the nodes for a session, in one round trip if its copies agree, and notes that it was used. If they have
     * nothing or cannot tell, the archive is asked. An id that is not one of ours costs no round trip.
     */
    public OpenResult open(SessionId id) {
        return modes.open(id, deadline());
    }

    /** As {@link #open(SessionId)} for all ids of one request, which share the budget that begins with the first. */
    public Function<SessionId, OpenResult> withinOneBudget() {
        AtomicReference<@Nullable Deadline> first = new AtomicReference<>();
        return id -> modes.open(id, first.updateAndGet(known -> known == null ? deadline() : known));
    }

    Deadline deadline() {
        return parts.deadlines().get();
    }

    /** Whether one of our servers made the id. */
    public boolean isOurs(SessionId id) {
        return parts.keys().find(id).isPresent();
    }

    OpenResult openPatiently(SessionId id) {
        return modes.patiently(id, deadline());
    }

    /** As {@link #open(SessionId)}, but it is no use of the session and does not prolong its life. */
    public OpenResult lookAtShared(SessionId id) {
        return modes.lookAtShared(id, deadline());
    }

    OpenResult look(SessionId id) {
        return modes.look(id, deadline());
    }

    /**
     * A new session with an id of its own, on no node before its first {@link OpenSession#save}; with that the archive
     * has it too.
     */
    public OpenSession create() {
        return parts.newSessions().create().createdHere(false);
    }

    /**
     * As {@link #create}, for a visitor who may never come back: the archive has it from the first save of another
     * request on, or when somebody logs in.
     */
    public OpenSession createForVisit() {
        return parts.newSessions().create().createdHere(true);
    }

    /** The names of the nodes that hold a copy now, in the order of preference. */
    public List<String> locate(SessionId id) {
        return parts.keys().find(id).map(key -> parts.reader().read(key, Get.KEEP_TTL, deadline())).stream()
                .filter(copies -> copies.merged() instanceof Live)
                .flatMap(copies -> copies.holders().stream())
                .map(Node::name)
                .toList();
    }

    @Override
    public boolean needsRecovery(Node node) {
        return catchUp.needsRecovery(node);
    }

    /**
     * {@inheritDoc}
     *
     * <p>First its hints; then, if it may have lost more, the sessions lately used here. Ends early if the node goes
     * away again or the thread is interrupted, which stays set; what was not delivered then stays a hint.
     */
    @Override
    public boolean recover(Node node) {
        return catchUp.recover(node);
    }

    /** Soon ends each {@link #recover} under way, and keeps no session in memory. Requests are served as before. */
    @Override
    public void close() {
        modes.units().close();
        catchUp.close();
    }

    /** What this process has counted. */
    public io.holdfast.SessionStore.Statistics statistics() {
        return parts.statistics();
    }

    /**
     * Has {@code listener} told of sessions whose end nobody saw, on a thread of the archive; each once among all
     * servers. Their ids are known to nobody any more: they have one that stands for it.
     */
    public void whenTimedOut(Consumer<OpenSession> listener) {
        parts.timedOut().listen(listener);
    }

    /** For whoever looks after the archive. */
    public SessionArchive.Nodes nodesForArchive() {
        return parts.archiveNodes();
    }

    SessionWriter writer() {
        return parts.writer();
    }

    LiveSessions liveSessions() {
        return modes.units().sessions();
    }
}
