package io.holdfast.store;

import io.holdfast.NoSuchSessionException;
import io.holdfast.SessionAttributes;
import io.holdfast.SessionConflictException;
import io.holdfast.SessionUnavailableException;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One read-modify-write of a session. It is decided by a compare-and-set on one node, the first of the preference order
 * that holds a copy, and brought to the others afterwards. With a compare-and-set on all at once two updates could each
 * win on one node, and the merge would drop one of them. If the first of the order has lost its copy it is given one
 * before anything is decided: else one update could be decided before that, on the second, and one after it.
 *
 * <p>Servers that do not agree on which nodes are well may decide on different nodes for the time of that disagreement;
 * then the later of two simultaneous updates wins.
 */
final class AtomicUpdate<R> {

    private static final int MOST_ATTEMPTS = 200;

    private final SessionEngine engine;
    private final Supplier<Optional<OpenSession>> opening;
    private final Function<SessionAttributes, R> change;

    /** An attempt of which it is not known whether the deciding node took it. */
    private record Doubt<R>(OpenSession session, R result) {}

    /** What follows from an attempt. */
    private enum Next {
        RETURN,
        TRY_AGAIN,
        /** It is in doubt. */
        LOOK_FIRST
    }

    AtomicUpdate(SessionEngine engine, Supplier<Optional<OpenSession>> opening, Function<SessionAttributes, R> change) {
        this.engine = engine;
        this.opening = opening;
        this.change = change;
    }

    R run() {
        Doubt<R> doubt = null;
        boolean isGiven = false;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            OpenSession session = opening.get().orElseThrow(AtomicUpdate::noSuchSession);
            if (doubt != null && wasStored(doubt.session, session)) {
                bringToAll(session);
                return doubt.result;
            }
            if (session.copies().route().available().isEmpty()) {
                throw new SessionUnavailableException("An update is decided on a memcached node, and none can be"
                        + " reached; the session is served from the archive until then");
            }
            if (!isGiven && Arbiter.isLacking(session.copies())) {
                isGiven = true; // once: a node that takes no writes is given none by anybody
                bringToAll(session);
                continue;
            }
            R result = change.apply(session.attributes());
            switch (next(session.attempt(Arbiter.of(session.copies())))) {
                case RETURN -> {
                    return result;
                }
                case LOOK_FIRST -> doubt = new Doubt<>(session, result);
                case TRY_AGAIN -> {}
            }
        }
        throw new SessionConflictException("The session was changed by others at each of " + MOST_ATTEMPTS
                + " attempts to update it; this change was not made");
    }

    private void bringToAll(OpenSession session) {
        engine.writer()
                .spread(session.copies(), session.base(), engine.deadline())
                .throwUnlessKnown();
    }

    private static Next next(SaveOutcome outcome) {
        return outcome.match(
                stored -> Next.RETURN,
                ended -> {
                    throw noSuchSession();
                },
                () -> Next.TRY_AGAIN,
                () -> Next.LOOK_FIRST);
    }

    /**
     * Whether the attempt's own stamps are there now. If the attributes are as before the attempt it can be repeated:
     * should the old attempt arrive late, its compare-and-set fails or the newer stamp wins.
     */
    private static boolean wasStored(OpenSession attempt, OpenSession now) {
        for (Map.Entry<String, StoredValue> change : attempt.unit().attempted().entrySet()) {
            Stamp present = stamp(now, change.getKey());
            if (change.getValue().stamp().equals(present)) {
                return true;
            }
            if (present != null && !present.equals(stamp(attempt, change.getKey()))) {
                throw new SessionUnavailableException("A node gave no answer to an update, and another change has"
                        + " followed: it is unknown whether the update was stored");
            }
        }
        return false;
    }

    private static @Nullable Stamp stamp(OpenSession session, String name) {
        StoredValue value = session.base().attributes().get(name);
        return value == null ? null : value.stamp();
    }

    static NoSuchSessionException noSuchSession() {
        return new NoSuchSessionException("There is no such session, or it has ended");
    }
}
