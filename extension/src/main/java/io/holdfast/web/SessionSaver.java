package io.holdfast.web;

import io.holdfast.SessionException;
import io.holdfast.web.login.ContainerLogin;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a request at which its session is saved. Thread-safe.
 *
 * <p>Once a save has failed before anything was sent, the request can only be refused: nothing more of its response may
 * leave, whatever the application does.
 */
final class SessionSaver {

    private static final System.Logger LOG = System.getLogger(SessionSaver.class.getName());

    private final HeldSession held;
    private final ContainerLogin login;
    private final RunningResponses running;
    private final Request request;
    private final Runnable meanwhile = this::meanwhile;
    private final BooleanSupplier isSomebody;
    private volatile @Nullable SessionException failure;
    private volatile boolean refused;

    /** What a saver asks of its request. */
    interface Request {

        /** Whether nothing of it runs any more. */
        boolean isOver();

        /** Whether what runs now is the page that tells of an error. */
        boolean isErrorDispatch();

        /** Its session, if it has one, is saved. */
        void saved();
    }

    SessionSaver(HeldSession held, ContainerLogin login, RunningResponses running, Request request) {
        this.held = held;
        this.login = login;
        this.isSomebody = login::isSomebody;
        this.running = running;
        this.request = request;
    }

    /**
     * Before the first byte of the response leaves: the browser's next request may reach another server at once.
     *
     * @throws SessionException if that failed, and from then on always: the response must not be sent, but for the
     *     error page that is sent instead
     */
    void beforeCommit() {
        if (isErrorPage()) {
            return;
        }
        throwFailure();
        held.cookie().sendFinally(isSomebody);
        login.note();
        try {
            save(true);
        } catch (SessionException e) {
            failure = e;
            throw e;
        }
        running.begun(meanwhile);
    }

    /**
     * Before more of a response leaves that is on its way already, as the next event of a stream: it may tell of what
     * was changed.
     *
     * @throws SessionException if that failed; it is tried again at the next flush, and in the end
     */
    void beforeFlush() {
        if (failure == null) {
            save(true);
        }
    }

    /**
     * While the application does something else, on another thread: nobody is to be told if it fails, as it is tried
     * again. Only the session is saved: the request may end at any moment, and the container's be another visitor's.
     */
    private void meanwhile() {
        if (request.isOver()) {
            over(); // who kept its response has written to it afterwards
            return;
        }
        SessionInHand present = held.held();
        if (failure != null || present == null) {
            return;
        }
        try {
            save(present, true);
        } catch (SessionException e) {
            held.used();
            LOG.log(System.Logger.Level.DEBUG, "Changes made after the response was sent are not stored yet", e);
        } finally {
            if (request.isOver()) {
                present.open().release();
            }
        }
    }

    /** The request is over. */
    void over() {
        running.over(meanwhile);
    }

    /** When the application is most likely done with the session, its response perhaps committed. */
    void atEnd() {
        throwFailure();
        held.cookie().sendAtEnd(isSomebody);
        login.note();
        save(false);
    }

    /** When nobody can be told any more that it failed. */
    void late() {
        if (held.isUsed() && failure == null) {
            try {
                save(false);
            } catch (SessionException e) {
                logLost(e);
            }
        }
    }

    /** The request is being refused: nothing of it is saved from now on. */
    void refused(SessionException why) {
        failure = why;
        refused = true;
    }

    /** Whether a refusal is under way or made: what is dispatched now can only be the page that tells of it. */
    boolean isAnswered() {
        return refused;
    }

    private boolean isErrorPage() {
        return refused && request.isErrorDispatch();
    }

    boolean isRefused() {
        return failure != null;
    }

    /** A logout that was not stored must not be answered as if it were, whatever the application makes of it. */
    void ending(Runnable end) {
        try {
            end.run();
            failure = null;
        } catch (SessionException e) {
            failure = e;
            throw e;
        }
    }

    private void throwFailure() {
        SessionException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void save(boolean stillInUse) {
        SessionInHand present = held.held();
        if (present != null) {
            save(present, stillInUse);
            login.saved();
        }
        request.saved();
    }

    private void save(SessionInHand present, boolean stillInUse) {
        held.notUsed();
        present.session().save(present.open(), stillInUse);
    }

    /** Logs that nobody could be told of this. */
    static void logLost(SessionException why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Changes made after the response was sent are lost: {0}",
                String.valueOf(why.getMessage()));
        LOG.log(System.Logger.Level.DEBUG, "Changes that were lost", why);
    }

    /** Why the request, after {@code thrown} came out of the application, can only be refused; null if it is not. */
    @Nullable
    SessionException reasonToRefuse(Throwable thrown) {
        SessionException failed = failure;
        return failed != null ? failed : ErrorResponse.unavailableIn(thrown);
    }
}
