package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all requests of this server share of one session: its attributes as objects, the lock of its saves, and whatever
 * is attached to it. It supplies the value of a copy that has not changed, and is never a copy itself. Thread-safe.
 */
final class LiveSession {

    private static final int MAKING_SECONDS = 30; // a constructor may ask a database

    private enum State {
        LIVE,
        /** It gets a new id, or its end is on its way to the nodes: nobody is handed it meanwhile. */
        LEAVING,
        ENDED
    }

    private final LiveTable table;
    private final SaveLock saveLock = new SaveLock();
    private final ReentrantLock making = new ReentrantLock();
    /** Weak: a request of which its container never says that it is over must not keep it for ever. */
    private final Set<UnitOfWork> users = Collections.newSetFromMap(new WeakHashMap<>());

    private State state = State.LIVE;
    private String key;
    private SessionId id;
    private Instant lastAccessed = Instant.MIN;
    private boolean neverStored;
    private @Nullable Former former;
    private boolean failed;
    private boolean inDoubt;
    private boolean usedAgain;
    private long confirmedNanos;
    private @Nullable Object attachment;

    LiveSession(String key, SessionId id, LiveTable table) {
        this.key = key;
        this.id = id;
        this.table = table;
    }

    LiveTable table() {
        return table;
    }

    SaveLock saveLock() {
        return saveLock;
    }

    /** As {@link OpenSession#making}; one for all beans, as two that use each other would wait for each other. */
    <T> T making(Supplier<T> work) {
        boolean isMine = false;
        try {
            isMine = making.tryLock() || making.tryLock(MAKING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isMine) {
            throw new SessionUnavailableException("A bean of the session cannot be made: another thread makes one since"
                    + " more than " + MAKING_SECONDS + " seconds");
        }
        try {
            return work.get();
        } finally {
            making.unlock();
        }
    }

    synchronized String key() {
        return key;
    }

    synchronized SessionId id() {
        return id;
    }

    /** The session is under another key from now on. */
    synchronized void moved(String toKey, SessionId toId) {
        key = toKey;
        id = toId;
    }

    /**
     * What it had before it got another id here.
     *
     * @param renewals the keys of ids that only take the place of one under a former key
     */
    record Former(String key, Set<String> renewals) {}

    synchronized @Nullable Former former() {
        return former;
    }

    synchronized void hasLeft(Former id) {
        former = id;
    }

    synchronized boolean hasEnded() {
        return state == State.ENDED;
    }

    synchronized boolean isLeaving() {
        return state == State.LEAVING;
    }

    synchronized void leaving(boolean isLeaving) {
        if (state != State.ENDED) {
            state = isLeaving ? State.LEAVING : State.LIVE;
        }
    }

    synchronized void ended() {
        state = State.ENDED;
    }

    /** Created here, and on no node before its first save. */
    synchronized boolean isNeverStored() {
        return neverStored;
    }

    synchronized void created() {
        neverStored = true;
    }

    synchronized void stored() {
        neverStored = false;
        failed = false;
    }

    /** Whether a save failed and none has stored since what it was to store. */
    synchronized boolean hasFailed() {
        return failed;
    }

    synchronized void failed() {
        failed = true;
    }

    /** No node has it: what is in memory is not kept, unless a request that runs stores it. */
    synchronized void foundAbsent() {
        failed |= !neverStored;
    }

    /** Whether the next save has to compare all objects; see {@link DirtyCheck#isInDoubt}. */
    synchronized boolean isInDoubt() {
        return inDoubt;
    }

    synchronized void inDoubt(boolean isInDoubt) {
        inDoubt = isInDoubt;
    }

    /** Forgets what is in memory, stored or not: it is read anew. */
    synchronized void clear() {
        failed = false;
        table.clear();
    }

    /**
     * The nodes have told what they hold.
     *
     * @param nanos by a monotonic clock
     * @param under the key that they were asked for, of {@code as}
     */
    synchronized void opened(long nanos, String under, SessionId as, Instant accessedBefore) {
        confirmedNanos = nanos;
        id = key.equals(under) ? as : id;
        lastAccessed = accessedBefore.isAfter(lastAccessed) ? accessedBefore : lastAccessed;
    }

    synchronized long confirmedNanos() {
        return confirmedNanos;
    }

    /** When the request before the present ones came; it never goes back. */
    synchronized Instant lastAccessed() {
        return lastAccessed;
    }

    /** Whether more than one request has found it: those of crawlers are not worth keeping. */
    synchronized boolean isUsedAgain() {
        return usedAgain;
    }

    synchronized void join(UnitOfWork user) {
        usedAgain |= !users.isEmpty() || table.base() != null;
        users.add(user);
    }

    /** Whether it was one, and the last. */
    synchronized boolean leave(UnitOfWork user) {
        return users.remove(user) && users.isEmpty();
    }

    /** What those that use it now have in hand, but for {@code self}. */
    synchronized List<Hands> handsOfOthers(UnitOfWork self) {
        List<Hands> hands = new ArrayList<>();
        for (UnitOfWork user : users) {
            if (user != self) {
                hands.add(user.hands());
            }
        }
        return hands;
    }

    /** What is attached to the session, made once. */
    synchronized Object attachment(Supplier<?> maker) {
        Object known = attachment;
        if (known == null) {
            known = maker.get();
            attachment = known;
        }
        return known;
    }
}
