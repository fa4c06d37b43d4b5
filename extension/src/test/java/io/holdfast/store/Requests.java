package io.holdfast.store;

import io.holdfast.NoSuchSessionException;
import io.holdfast.SessionConflictException;
import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
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
    private final SimulationRun run;
    private final NodeInspector inspector;
    private final List<Guarantees> sessions = new ArrayList<>();
    final Shopping shopping;
    private int lastValue;

    Requests(SimulatedWorld world, SimulationRun run, NodeInspector inspector) {
        this.random = world.random;
        this.trace = world.trace;
        this.shopping = new Shopping(world, this);
        this.run = run;
        this.inspector = inspector;
    }

    /** All sessions that anybody was told of, the newest last. */
    List<Guarantees> sessions() {
        return sessions;
    }

    void login(SimulatedServer server) {
        OpenSession session = server.held(server.engine.create());
        Guarantees guarantees = new Guarantees(session.id(), run, inspector);
        Guarantees.Visit visit = guarantees.visit(server);
        set(guarantees, session, "x");
        Shopping.begin(guarantees, session);
        try {
            answer(visit, session);
        } catch (SessionUnavailableException e) {
            return;
        }
        session.release();
        sessions.add(guarantees);
        trace.note("login %s", guarantees.key);
    }

    void read(SimulatedServer server, Guarantees guarantees) {
        visit(server, guarantees, (visit, session) -> answer(visit, session));
    }

    void write(SimulatedServer server, Guarantees guarantees) {
        visit(server, guarantees, (visit, session) -> {
            set(guarantees, session, any());
            if (random.nextInt(4) == 0) {
                set(guarantees, session, any());
            }
            answer(visit, session);
            if (!session.isEnded() && random.nextInt(4) == 0) {
                set(guarantees, session, any());
                answer(visit, session);
            }
        });
    }

    void remove(SimulatedServer server, Guarantees guarantees) {
        visit(server, guarantees, (visit, session) -> {
            session.attributes().remove(any());
            answer(visit, session);
        });
    }

    void update(SimulatedServer server, Guarantees guarantees) {
        Guarantees.Visit visit = guarantees.visit(server);
        List<OpenSession> attempts = new ArrayList<>();
        try {
            int stored = new AtomicUpdate<>(
                            server.engine,
                            () -> {
                                Optional<OpenSession> session =
                                        visit.opened(noted(server, server.engine.openPatiently(guarantees.id)));
                                session.ifPresent(attempts::add);
                                return session;
                            },
                            attributes -> {
                                int count = attributes.get(COUNT, Integer.class).orElse(0) + 1;
                                guarantees.offered(COUNT + count);
                                attributes.set(COUNT, count);
                                return attempts.size() - 1;
                            })
                    .run();
            visit.answered(attempts.get(stored));
            guarantees.counted(
                    attempts.get(stored).attributes().get(COUNT, Integer.class).orElseThrow());
        } catch (SessionUnavailableException | SessionConflictException e) {
            trace.note("not updated: %s", e.getMessage());
        } catch (NoSuchSessionException e) {
            visit.notFound();
        }
    }

    private OpenResult open(SimulatedServer server, Guarantees guarantees) {
        return noted(server, server.engine.open(guarantees.id));
    }

    private OpenResult noted(SimulatedServer server, OpenResult result) {
        trace.note("%s opened %s", server, result.getClass().getSimpleName());
        if (result instanceof OpenResult.Unknown) {
            throw new SessionUnavailableException("too few nodes answered");
        }
        return result;
    }

    void logout(SimulatedServer server, Guarantees guarantees) {
        visit(server, guarantees, (visit, session) -> {
            guarantees.leaving();
            session.end();
            guarantees.ended();
            trace.note("logged out %s", guarantees.key);
        });
    }

    void changeId(SimulatedServer server, Guarantees guarantees) {
        visit(server, guarantees, (visit, session) -> {
            boolean isChanging = random.nextBoolean();
            if (isChanging) {
                shopping.change(visit);
            }
            guarantees.ending();
            SessionId changed = session.changeId();
            if (!session.isEnded()) {
                guarantees.leftOn(server);
            }
            if (isChanging) {
                shopping.change(visit);
            }
            save(session);
            if (!session.isEnded()) {
                guarantees.ended();
                inherit(guarantees, changed, visit, session);
                visit.inside.answered();
                trace.note("id changed %s", SimulatedServer.KEYS.key(changed));
            }
        });
    }

    /** Two requests of one server that change one id get the same new one. */
    private void inherit(Guarantees guarantees, SessionId changed, Guarantees.Visit visit, OpenSession session) {
        Guarantees known = sessions.stream()
                .filter(other -> other.id.equals(changed))
                .findFirst()
                .orElse(null);
        Guarantees heir = guarantees.inheritedBy(changed, visit, session, known);
        if (known == null) {
            sessions.add(heir);
        }
    }

    interface Use {
        void of(Guarantees.Visit visit, OpenSession session);
    }

    void visit(SimulatedServer server, Guarantees guarantees, Use use) {
        Guarantees.Visit visit = guarantees.visit(server);
        try {
            visit.openedShared(open(server, guarantees)).ifPresent(session -> use(server, visit, session, use));
        } catch (SessionUnavailableException | SessionConflictException e) {
            trace.note("refused: %s", e.getMessage());
        }
    }

    private void use(SimulatedServer server, Guarantees.Visit visit, OpenSession session, Use use) {
        run.sabotage().opened(session);
        try {
            use.of(visit, server.held(session));
        } catch (SessionUnavailableException | SessionConflictException e) {
            session.abandon();
            throw e;
        } finally {
            visit.inside.over();
            session.release();
            run.sabotage().over(server.engine, session);
        }
    }

    /** Whether there is something to tell: the session may have ended. */
    boolean answer(Guarantees.Visit visit, OpenSession session) {
        save(session);
        visit.answered(session);
        return !session.isEnded();
    }

    private void save(OpenSession session) {
        run.sabotage().saving(session);
        session.save();
        trace.note("saved, %s", session.isEnded() ? "but it has ended" : Trace.shown(session.base()));
    }

    private String any() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private void set(Guarantees guarantees, OpenSession session, String name) {
        int value = ++lastValue;
        guarantees.offered(name + value);
        session.attributes().set(name, value);
    }
}
