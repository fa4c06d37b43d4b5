package io.holdfast.store;

import io.holdfast.SessionId;
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
final class Guarantees {

    enum State {
        LIVE,
        /** An end has begun that nobody was told of: it may have ended or not. */
        ENDING,
        ENDED
    }

    final SessionId id;
    final String key;
    private final SimulationRun run;
    private final NodeInspector inspector;

    private final Map<String, Stamp> floor = new TreeMap<>();
    /** What may be read, shared with the session's other ids: work under way brings its changes there. */
    private final Set<Object> values;

    /** Likewise. */
    private final Insides insides;

    final Counting tally;
    final Counting number;
    /** Servers that have given the session another id. */
    private final Set<SimulatedServer> leftOn = new HashSet<>();

    private final List<Guarantees> heirs = new ArrayList<>();
    private final Set<Integer> counts = new HashSet<>();
    private State state = State.LIVE;
    private boolean isLeaving;

    Guarantees(SessionId id, SimulationRun run, NodeInspector inspector) {
        this.values = new HashSet<>();
        this.insides = new Insides(run, inspector);
        this.tally = new Counting(Shopping.TALLY);
        this.number = new Counting(Shopping.NUMBER);
        this.id = id;
        this.key = SimulatedServer.KEYS.key(id);
        this.run = run;
        this.inspector = inspector;
        insides.isUnder(key);
    }

    private Guarantees(SessionId id, Guarantees before) {
        this.values = before.values;
        this.insides = before.insides;
        this.tally = before.tally;
        this.number = before.number;
        this.id = id;
        this.key = SimulatedServer.KEYS.key(id);
        this.run = before.run;
        this.inspector = before.inspector;
        insides.isUnder(key);
    }

    Insides insides() {
        return insides;
    }

    /** A request died while it ended the session, and there is no other server to find what is left of it. */
    boolean isLeftToNobody() {
        return run.isOfOneServer() && state == State.ENDING;
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
        heirs.forEach(Guarantees::leaving);
    }

    /** The session goes on under a new id, which may be known already. */
    Guarantees inheritedBy(SessionId newId, Visit visit, OpenSession saved, @Nullable Guarantees known) {
        Guarantees heir = known == null ? new Guarantees(newId, this) : known;
        if (!heirs.contains(heir)) {
            heirs.add(heir);
        }
        if (heirs.size() > 1) {
            insides.divided();
        }
        if (isLeaving) {
            heir.leaving();
        }
        visit.owed.forEach(heir::raise);
        heir.inherit(floor, saved);
        return heir;
    }

    /** What was promised meanwhile and is there, and what the new id's copies hold by now. */
    private void inherit(Map<String, Stamp> promised, OpenSession saved) {
        saved.base().attributes().forEach((name, value) -> {
            Stamp before = promised.get(name);
            boolean isSafe =
                    saved.unit().attempted().containsKey(name) || inspector.isOnAllCopies(key, name, value.stamp());
            if (isSafe) {
                raise(name, value.stamp());
            } else if (before != null && !before.isAfter(value.stamp())) {
                raise(name, before);
            }
        });
    }

    private void raise(Map<String, StoredValue> known) {
        known.forEach((name, value) -> raise(name, value.stamp()));
    }

    private void raise(String name, Stamp stamp) {
        floor.merge(name, stamp, (a, b) -> a.isAfter(b) ? a : b);
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
        if (run.isOfOneMind() && !counts.add(count)) {
            throw new Violation("two updates counted to " + count);
        }
    }

    /** The server has given the session another id, and opens it under this one no more. */
    void leftOn(SimulatedServer server) {
        leftOn.add(server);
    }

    /** A request that begins now. */
    Visit visit(SimulatedServer server) {
        return new Visit(server);
    }

    /** One request, which is owed what was promised before it began. */
    final class Visit {
        private final boolean afterTheEnd = state == State.ENDED;
        private final Map<String, Stamp> owed = new TreeMap<>(floor);
        private final SimulatedServer server;
        final Look inside;
        final int tallied = tally.most();
        final int numbered = number.most();
        private Map<String, StoredValue> seen = Map.of();

        Visit(SimulatedServer server) {
            this.server = server;
            this.inside = insides.look(server);
        }

        /** As {@link #opened}, of what all requests of its server share. */
        Optional<OpenSession> openedShared(OpenResult result) {
            if (result instanceof OpenResult.Found && leftOn.contains(server)) {
                throw new Violation("an id was left, and opens the session still");
            }
            Optional<OpenSession> session = opened(result);
            session.ifPresent(inside::opened);
            return session;
        }

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
            if (run.isStrict() && afterTheEnd) {
                throw new Violation("a session that had ended is back");
            }
            String missing = missing(owed, session.base());
            if (run.isStrict() && !missing.isEmpty()) {
                throw new Violation("changes that were acknowledged or seen are gone:" + missing);
            }
            for (String name : session.attributes().names()) {
                Object value = isSeenInside(name) ? null : session.attributes().get(name);
                if (value != null && !values.contains(name + value)) {
                    throw new Violation("attribute " + name + " is " + value + ", which nobody has set");
                }
            }
            seen = session.base().attributes();
        }

        private static boolean isSeenInside(String name) {
            return Insides.CARTS.contains(name) || name.equals(Shopping.TALLY);
        }

        /** The session was said to have ended, perhaps by a request that is still ending it or died over that. */
        void seenDead() {
            if (state == State.LIVE) {
                throw new Violation("a session that nobody has ended is said to have ended");
            }
        }

        /** There was said to be no such session. */
        void notFound() {
            if (run.isStrict() && state == State.LIVE) {
                throw new Violation("a session that lives was not found");
            }
        }

        /** The save came back without a complaint: the response goes to the browser. */
        void answered(OpenSession session) {
            if (session.isEnded()) {
                seenDead();
                return;
            }
            session.unit().attempted().forEach((name, change) -> {
                Stamp before = owed.get(name);
                if (run.isStrict() && before != null && !change.stamp().isAfter(before)) {
                    throw new Violation("a change of " + name + " has a stamp before the one it follows");
                }
            });
            Map<String, StoredValue> safe = new TreeMap<>(seen);
            // what another request is still writing may be seen by one server's users before another's
            safe.entrySet()
                    .removeIf(entry -> !inspector.isOnAllCopies(
                            key, entry.getKey(), entry.getValue().stamp()));
            raise(safe);
            raise(session.unit().attempted());
            inside.answered();
        }
    }
}
