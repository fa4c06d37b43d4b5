package io.holdfast.store;

import io.holdfast.NoSuchSessionException;
import io.holdfast.SessionConflictException;
import io.holdfast.SessionUnavailableException;
import io.holdfast.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What users do, each method a request that runs as an actor. */
final class Requests {

    private static final List<String> NAMES = List.of("x", "y", "z");
    private static final String COUNT = "count";

    private final SplittableRandom random;
    private final Trace trace;
    private final Course course;
    private final Inspection inspection;
    private final List<Promises> sessions = new ArrayList<>();
    final Shopping shopping;
    private int lastValue;

    Requests(World world, Course course, Inspection inspection) {
        this.random = world.random;
        this.trace = world.trace;
        this.shopping = new Shopping(world, this);
        this.course = course;
        this.inspection = inspection;
    }

    /** All sessions that anybody was told of, the newest last. */
    List<Promises> sessions() {
        return sessions;
    }

    void login(SimulatedServer server) {
        OpenSession session = server.held(server.engine.create());
        Promises promises = new Promises(session.id(), course, inspection);
        Promises.Visit visit = promises.visit(server);
        set(promises, session, "x");
        Shopping.begin(promises, session);
        try {
            answer(visit, session);
        } catch (SessionUnavailableException e) {
            return;
        }
        session.release();
        sessions.add(promises);
        trace.note("login %s", promises.key);
    }

    void read(SimulatedServer server, Promises promises) {
        visit(server, promises, (visit, session) -> answer(visit, session));
    }

    void write(SimulatedServer server, Promises promises) {
        visit(server, promises, (visit, session) -> {
            set(promises, session, any());
            if (random.nextInt(4) == 0) {
                set(promises, session, any());
            }
            answer(visit, session);
            if (!session.isEnded() && random.nextInt(4) == 0) {
                set(promises, session, any());
                answer(visit, session);
            }
        });
    }

    void remove(SimulatedServer server, Promises promises) {
        visit(server, promises, (visit, session) -> {
            session.attributes().remove(any());
            answer(visit, session);
        });
    }

    void update(SimulatedServer server, Promises promises) {
        Promises.Visit visit = promises.visit(server);
        List<OpenSession> attempts = new ArrayList<>();
        try {
            int stored = new AtomicUpdate<>(
                            server.engine,
                            () -> {
                                Optional<OpenSession> session =
                                        visit.opened(noted(server, server.engine.openPatiently(promises.id)));
                                session.ifPresent(attempts::add);
                                return session;
                            },
                            attributes -> {
                                int count = attributes.get(COUNT, Integer.class).orElse(0) + 1;
                                promises.offered(COUNT + count);
                                attributes.set(COUNT, count);
                                return attempts.size() - 1;
                            })
                    .run();
            visit.answered(attempts.get(stored));
            promises.counted(
                    attempts.get(stored).attributes().get(COUNT, Integer.class).orElseThrow());
        } catch (SessionUnavailableException | SessionConflictException e) {
            trace.note("not updated: %s", e.getMessage());
        } catch (NoSuchSessionException e) {
            visit.notFound();
        }
    }

    private OpenResult open(SimulatedServer server, Promises promises) {
        return noted(server, server.engine.open(promises.id));
    }

    private OpenResult noted(SimulatedServer server, OpenResult result) {
        trace.note("%s opened %s", server, result.getClass().getSimpleName());
        if (result instanceof OpenResult.Unknown) {
            throw new SessionUnavailableException("too few nodes answered");
        }
        return result;
    }

    void logout(SimulatedServer server, Promises promises) {
        visit(server, promises, (visit, session) -> {
            promises.leaving();
            session.end();
            promises.ended();
            trace.note("logged out %s", promises.key);
        });
    }

    void changeId(SimulatedServer server, Promises promises) {
        visit(server, promises, (visit, session) -> {
            boolean isChanging = random.nextBoolean();
            if (isChanging) {
                shopping.change(visit);
            }
            promises.ending();
            SessionId changed = session.changeId();
            if (!session.isEnded()) {
                promises.leftOn(server);
            }
            if (isChanging) {
                shopping.change(visit);
            }
            save(session);
            if (!session.isEnded()) {
                promises.ended();
                inherit(promises, changed, session);
                visit.inside.answered();
                trace.note("id changed %s", SimulatedServer.KEYS.key(changed));
            }
        });
    }

    /** Two requests of one server that change one id get the same new one. */
    private void inherit(Promises promises, SessionId changed, OpenSession session) {
        Promises known = sessions.stream()
                .filter(other -> other.id.equals(changed))
                .findFirst()
                .orElse(null);
        Promises heir = promises.inheritedBy(changed, session, known);
        if (known == null) {
            sessions.add(heir);
        }
    }

    interface Use {
        void of(Promises.Visit visit, OpenSession session);
    }

    void visit(SimulatedServer server, Promises promises, Use use) {
        Promises.Visit visit = promises.visit(server);
        try {
            visit.openedShared(open(server, promises)).ifPresent(session -> use(server, visit, session, use));
        } catch (SessionUnavailableException | SessionConflictException e) {
            trace.note("refused: %s", e.getMessage());
        }
    }

    private void use(SimulatedServer server, Promises.Visit visit, OpenSession session, Use use) {
        course.sabotage().opened(session);
        try {
            use.of(visit, server.held(session));
        } catch (SessionUnavailableException | SessionConflictException e) {
            session.abandon();
            throw e;
        } finally {
            visit.inside.over();
            session.release();
            course.sabotage().over(server.engine, session);
        }
    }

    /** Whether there is something to tell: the session may have ended. */
    boolean answer(Promises.Visit visit, OpenSession session) {
        save(session);
        visit.answered(session);
        return !session.isEnded();
    }

    private void save(OpenSession session) {
        course.sabotage().saving(session);
        session.save();
        trace.note("saved, %s", session.isEnded() ? "but it has ended" : Trace.shown(session.base()));
    }

    private String any() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private void set(Promises promises, OpenSession session, String name) {
        int value = ++lastValue;
        promises.offered(name + value);
        session.attributes().set(name, value);
    }
}
