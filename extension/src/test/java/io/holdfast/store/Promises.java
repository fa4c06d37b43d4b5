package io.holdfast.store;

import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What users of one session were told, and so may rely on. */
final class Promises {

    enum State {
        LIVE,
        /** An end has begun that nobody was told of: it may have ended or not. */
        ENDING,
        ENDED
    }

    final SessionId id;
    final String key;
    private final Course course;
    private final Inspection inspection;

    private final Map<String, Stamp> floor = new TreeMap<>();
    /** What may be read, shared with the session's other ids: work under way brings its changes there. */
    private final Set<Object> values;

    private final List<Promises> heirs = new ArrayList<>();
    private final Set<Integer> counts = new HashSet<>();
    private State state = State.LIVE;
    private boolean isLeaving;

    Promises(SessionId id, Course course, Inspection inspection) {
        this(id, course, inspection, new HashSet<>());
    }

    private Promises(SessionId id, Course course, Inspection inspection, Set<Object> values) {
        this.values = values;
        this.id = id;
        this.key = SimulatedServer.KEYS.key(id);
        this.course = course;
        this.inspection = inspection;
    }

    State state() {
        return state;
    }

    /** Somebody is about to save this value. */
    void offered(Object value) {
        values.add(value);
    }

    void ending() {
        state = state == State.ENDED ? state : State.ENDING;
    }

    void ended() {
        state = State.ENDED;
    }

    /** A logout has begun, which ends the session under whatever id it has. */
    void leaving() {
        isLeaving = true;
        ending();
        heirs.forEach(Promises::leaving);
    }

    /** The session goes on under a new id, which may be known already. */
    Promises inheritedBy(SessionId newId, OpenSession saved, @Nullable Promises known) {
        Promises heir = known == null ? new Promises(newId, course, inspection, values) : known;
        heirs.add(heir);
        if (isLeaving) {
            heir.leaving();
        }
        heir.raise(saved.base().attributes());
        return heir;
    }

    private void raise(Map<String, StoredValue> known) {
        known.forEach((name, value) -> floor.merge(name, value.stamp(), (a, b) -> a.isAfter(b) ? a : b));
    }

    /** Whether {@code record} holds all that was promised. */
    boolean isKeptBy(Live record) {
        return missing(floor, record).isEmpty();
    }

    private static String missing(Map<String, Stamp> expected, Live record) {
        StringBuilder missing = new StringBuilder();
        expected.forEach((name, stamp) -> {
            StoredValue present = record.attributes().get(name);
            if (present == null || stamp.isAfter(present.stamp())) {
                missing.append(' ')
                        .append(name)
                        .append(" of ")
                        .append(stamp)
                        .append(" but is ")
                        .append(present);
            }
        });
        return missing.toString();
    }

    /** An atomic update counted up to here. */
    void counted(int count) {
        if (course.isOfOneMind() && !counts.add(count)) {
            throw new Violation("two updates counted to " + count);
        }
    }

    /** A request that begins now. */
    Visit visit() {
        return new Visit();
    }

    /** One request, which is owed what was promised before it began. */
    final class Visit {
        private final boolean afterTheEnd = state == State.ENDED;
        private final Map<String, Stamp> owed = new TreeMap<>(floor);
        private Map<String, StoredValue> seen = Map.of();

        /** The session, where there is one; a broken promise else. */
        Optional<OpenSession> opened(OpenResult result) {
            if (result instanceof OpenResult.Found found) {
                check(found.session());
                return Optional.of(found.session());
            }
            if (result instanceof OpenResult.Dead) {
                seenDead();
            } else if (result instanceof OpenResult.Absent) {
                notFound();
            }
            return Optional.empty();
        }

        private void check(OpenSession session) {
            if (course.isStrict() && afterTheEnd) {
                throw new Violation("a session that had ended is back");
            }
            String missing = missing(owed, session.base());
            if (course.isStrict() && !missing.isEmpty()) {
                throw new Violation("changes that were acknowledged or seen are gone:" + missing);
            }
            for (String name : session.attributes().names()) {
                Object value = session.attributes().get(name);
                if (!values.contains(name + value)) {
                    throw new Violation("attribute " + name + " is " + value + ", which nobody has set");
                }
            }
            seen = session.base().attributes();
        }

        /** The session was said to have ended, perhaps by a request that is still ending it or died over that. */
        void seenDead() {
            if (state == State.LIVE) {
                throw new Violation("a session that nobody has ended is said to have ended");
            }
        }

        /** There was said to be no such session. */
        void notFound() {
            if (course.isStrict() && state == State.LIVE) {
                throw new Violation("a session that lives was not found");
            }
        }

        /** The save came back without a complaint: the response goes to the browser. */
        void answered(OpenSession session) {
            if (session.isEnded()) {
                seenDead();
                return;
            }
            session.attempted().forEach((name, change) -> {
                Stamp before = owed.get(name);
                if (course.isStrict() && before != null && !change.stamp().isAfter(before)) {
                    throw new Violation("a change of " + name + " has a stamp before the one it follows");
                }
            });
            Map<String, StoredValue> safe = new TreeMap<>(seen);
            // what another request is still writing may be seen by one server's users before another's
            safe.entrySet()
                    .removeIf(entry -> !inspection.isOnAllCopies(
                            key, entry.getKey(), entry.getValue().stamp()));
            raise(safe);
            raise(session.attempted());
        }
    }
}
