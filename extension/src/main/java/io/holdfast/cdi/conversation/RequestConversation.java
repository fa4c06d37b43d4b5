package io.holdfast.cdi.conversation;

import io.holdfast.SessionAttributes;
import io.holdfast.cdi.bean.BeanStore;
import io.holdfast.store.OpenSession;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.BusyConversationException;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of one request: the long-running one that its parameter {@code cid} names, or a transient one. Which
 * it is is found out when it is first asked for, so that requests without conversations cost nothing. Thread-safe.
 */
final class RequestConversation {

    /** As with Weld. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private static final int RADIX = 36;

    private final LongRunningConversations conversations;
    private final RequestSession request;
    private final ConversationLock lock;
    private BeanStore beanStore = inMemory();
    private long timeoutMillis = DEFAULT_TIMEOUT.toMillis();
    private volatile boolean associated;
    private volatile @Nullable LongRunning longRunning;
    private volatile @Nullable String endedWithSession;

    private record LongRunning(OpenSession session, SessionConversations all, String id) {}

    RequestConversation(LongRunningConversations conversations, ConversationLock lock, RequestSession request) {
        this.conversations = conversations;
        this.lock = lock;
        this.request = request;
    }

    private static BeanStore inMemory() {
        TransientBeans beans = new TransientBeans();
        return new BeanStore(beans::alone, beans);
    }

    /**
     * Where the beans are now.
     *
     * @throws NonexistentConversationException at the first use, if {@code cid} names no conversation of the session
     * @throws BusyConversationException at the first use, if another request has that conversation
     */
    BeanStore beanStore() {
        associate();
        synchronized (this) {
            use();
            return beanStore;
        }
    }

    private synchronized @Nullable LongRunning use() {
        LongRunning present = longRunning;
        if (present != null) {
            request.openSession(false); // which notes that there may be something to save
        }
        return present;
    }

    /**
     * Finds out which it is.
     *
     * @throws NonexistentConversationException as {@link #beanStore}
     * @throws BusyConversationException as {@link #beanStore}
     */
    void associate() {
        if (associated) {
            return;
        }
        String id = requestedId();
        boolean mayHaveIt = id == null || lock.tryAcquire(request.request().getRequestedSessionId(), id);
        if (id != null && mayHaveIt) {
            request.openSession(false); // only now: it is to be read as the request before left it
        }
        RuntimeException problem;
        synchronized (this) {
            if (associated) {
                if (longRunning == null) {
                    lock.release(); // taken while another thread found out that the conversation is not to be had
                }
                return;
            }
            problem = id == null ? null : restore(id, mayHaveIt);
            associated = true;
        }
        leaveIfEnded();
        if (id == null || problem != null) {
            conversations.events().initialized(request.request());
        }
        if (problem != null) {
            throw problem;
        }
    }

    private @Nullable String requestedId() {
        HttpServletRequest asked = request.request();
        String id = asked.getParameter("cid");
        boolean suppressed =
                asked.getParameter("nocid") != null || "none".equals(asked.getParameter("conversationPropagation"));
        return suppressed || id == null || id.isEmpty() ? null : id;
    }

    private @Nullable RuntimeException restore(String id, boolean mayHaveIt) {
        if (!mayHaveIt) {
            return new BusyConversationException("Another request has the conversation of parameter cid; this one goes"
                    + " on with a transient conversation");
        }
        if (find(id)) {
            return null;
        }
        lock.release();
        return new NonexistentConversationException(
                "This session has no conversation of the id in parameter cid: it has"
                        + " ended or timed out; the request goes on with a transient conversation");
    }

    private boolean find(String id) {
        OpenSession session = request.openSession(false);
        if (session == null) {
            return false;
        }
        SessionConversations all = new SessionConversations(session.conversations());
        ConversationState state = all.state(id);
        if (state == null || state.isOver(conversations.time())) {
            return false;
        }
        if (state.isDue(conversations.time())) {
            all.put(id, state.used(conversations.time()));
        }
        timeoutMillis = state.timeoutMillis();
        goOnIn(new LongRunning(session, all, id));
        return true;
    }

    /** If this request has ended its session, the conversation's beans live on until the request is over. */
    private void leaveIfEnded() {
        if (longRunning != null && request.httpSession(false) == null) {
            synchronized (this) {
                LongRunning ended = longRunning;
                if (ended != null) {
                    leaveWithSession(ended);
                }
            }
        }
    }

    private void goOnIn(LongRunning found) {
        longRunning = found;
        endedWithSession = null;
        beanStore = LongRunningConversations.beanStore(found.session, found.all, found.id);
    }

    /** Null while it is transient. */
    @Nullable
    String id() {
        associate();
        LongRunning present = use();
        return present == null ? null : present.id;
    }

    long timeoutMillis() {
        associate();
        synchronized (this) {
            use();
            return timeoutMillis;
        }
    }

    void setTimeoutMillis(long millis) {
        associate();
        synchronized (this) {
            LongRunning present = use();
            timeoutMillis = millis;
            if (present != null) {
                ConversationState state = Objects.requireNonNull(present.all.state(present.id));
                present.all.put(present.id, state.withTimeout(millis));
            }
        }
    }

    /**
     * Makes a transient conversation long-running, which starts a session if there is none.
     *
     * @param wanted its id; null to have one made
     * @throws IllegalStateException if it is long-running, or a session can no more be started
     * @throws IllegalArgumentException if the session has a conversation of that id
     */
    void begin(@Nullable String wanted) {
        checkTransient(id());
        request.httpSession(true);
        OpenSession session = Objects.requireNonNull(request.openSession(true));
        conversations.endOver(session);
        synchronized (this) {
            checkTransient(longRunning);
            SessionConversations all = new SessionConversations(session.conversations());
            String id = wanted == null ? newId() : wanted;
            if (all.state(id) != null) {
                throw new IllegalArgumentException("The session has a conversation of that id");
            }
            all.put(
                    id,
                    new ConversationState(timeoutMillis, conversations.time().millis()));
            SessionAttributes before = beanStore.attributes();
            goOnIn(new LongRunning(session, all, id));
            move(before, beanStore.attributes());
        }
        leaveIfEnded();
    }

    private static void checkTransient(@Nullable Object longRunning) {
        if (longRunning != null) {
            throw new IllegalStateException("The conversation has begun already");
        }
    }

    /** Not a number counted up: another server may begin a conversation of the same session at the same time. */
    private static String newId() {
        return Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits(), RADIX);
    }

    private static void move(SessionAttributes from, SessionAttributes to) {
        for (String name : from.names()) {
            to.set(name, from.get(name));
            from.remove(name);
        }
    }

    /**
     * Makes it transient, so that its beans end with this request.
     *
     * @throws IllegalStateException if it is transient
     */
    void end() {
        associate();
        synchronized (this) {
            LongRunning ended = use();
            if (ended == null) {
                throw new IllegalStateException("The conversation is transient: there is nothing to end");
            }
            leave(ended);
        }
    }

    /** The present session of the request is about to end. */
    synchronized void sessionEnding() {
        LongRunning present = longRunning;
        if (present != null && request.openSession(false) == present.session) {
            leaveWithSession(present);
        }
    }

    private void leaveWithSession(LongRunning ended) {
        leave(ended);
        endedWithSession = ended.id;
    }

    private void leave(LongRunning ended) {
        SessionAttributes stored = beanStore.attributes();
        beanStore = inMemory();
        longRunning = null;
        move(stored, beanStore.attributes());
        ended.all.remove(ended.id);
    }

    /** Lets another request have the conversation. */
    void giveBack() {
        lock.release();
    }

    /** Whether it is transient, and was used. */
    synchronized boolean endsWithRequest() {
        return associated && longRunning == null;
    }

    /** Destroys the beans of a transient conversation. One that ended with its session is told of by its id. */
    void destroy() {
        String id = endedWithSession;
        conversations
                .events()
                .around(
                        id == null ? request.request() : id,
                        () -> conversations.beans().destroyAll(beanStore()));
    }
}
