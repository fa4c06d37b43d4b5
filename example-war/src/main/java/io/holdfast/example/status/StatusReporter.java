package io.holdfast.example.status;

import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import io.holdfast.SessionUnavailableException;
import io.holdfast.example.status.Status.Held;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;

/** Finds out where a request's session lies and how the nodes are; the only part of the example that knows Holdfast. */
@Named
@ApplicationScoped
public class StatusReporter {

    @Inject
    private SessionStore store;

    @Inject
    private Nodes nodes;

    @Inject
    private Server server;

    /** What can be told now; a session that cannot be reached is a finding here, not a failure. */
    public Status report(HttpServletRequest request) {
        try {
            HttpSession session = request.getSession(false);
            if (session == null) {
                return status(Held.NONE, List.of());
            }
            List<String> copies = copies(session);
            return status(copies.isEmpty() ? Held.NEW : Held.STORED, copies);
        } catch (SessionUnavailableException e) {
            return status(Held.UNREACHABLE, List.of());
        }
    }

    /** The names of the nodes that hold the session now, the first to be asked first. */
    public List<String> copies(HttpSession session) {
        return SessionId.parse(session.getId()).map(store::locate).orElse(List.of());
    }

    private Status status(Held held, List<String> copies) {
        return new Status(server.name(), held, copies, nodes.all());
    }
}
