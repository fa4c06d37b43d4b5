package io.holdfast.store;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Requests that take their time and change objects inside, without a set. */
final class Shopping {

    static final String CART = Insides.CARTS.get(0);
    static final String TALLY = "tally";
    static final String NUMBER = "number";

    private final SplittableRandom random;
    private final Actors actors;
    private final Trace trace;
    private final Requests requests;
    private int lastMark;

    Shopping(SimulatedWorld world, Requests requests) {
        this.random = world.random;
        this.actors = world.actors;
        this.trace = world.trace;
        this.requests = requests;
    }

    /** What a new session has of all this. */
    static void begin(Guarantees guarantees, OpenSession session) {
        session.attributes().set(CART, new Cart());
        session.attributes().set(TALLY, new Tally());
        guarantees.offered(NUMBER + 0);
        session.attributes().set(NUMBER, 0);
    }

    void look(SimulatedServer server, Guarantees guarantees) {
        requests.visit(server, guarantees, (visit, session) -> look(guarantees, visit, session));
    }

    /** Everything there is. */
    void look(Guarantees guarantees, Guarantees.Visit visit, OpenSession session) {
        Insides.CARTS.forEach(visit.inside::cart);
        int tally = tally(session);
        int number = number(session);
        guarantees.tally.seen(tally, visit.tallied);
        guarantees.number.seen(number, visit.numbered);
        actors.dawdle();
        if (requests.answer(visit, session)) {
            guarantees.tally.told(tally);
            guarantees.number.told(number);
        }
    }

    void change(SimulatedServer server, Guarantees guarantees) {
        requests.visit(server, guarantees, (visit, session) -> {
            for (int answers = 0; answers < 2 && !session.isEnded(); answers++) {
                change(visit);
                requests.answer(visit, session);
                if (random.nextInt(3) > 0) {
                    return;
                }
            }
        });
    }

    /** Gets some cart and changes it, once or twice, with time between all of that. */
    @Nullable
    String change(Guarantees.Visit visit) {
        String name = anyCart();
        if (visit.inside.cart(name) == null) {
            return null;
        }
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            actors.dawdle();
            visit.inside.change(name, ++lastMark);
            trace.note("%d in the %s", lastMark, name);
        }
        actors.dawdle();
        return name;
    }

    void nameAgain(SimulatedServer server, Guarantees guarantees) {
        requests.visit(server, guarantees, (visit, session) -> {
            Cart cart = visit.inside.cart(CART);
            if (cart != null) {
                actors.dawdle();
                visit.inside.nameAgain(cart, random.nextBoolean() ? cart : new Cart.Bag(cart));
                trace.note("cart has a second name, with %s", cart.marks());
                actors.dawdle();
                change(visit);
            }
            requests.answer(visit, session);
        });
    }

    /** Has a thread that changes the cart after the response. */
    void leaveThread(SimulatedServer server, Guarantees guarantees) {
        requests.visit(server, guarantees, (visit, session) -> {
            String name = change(visit);
            requests.answer(visit, session);
            if (name != null && !session.isEnded()) {
                actors.enter("thread", server, false, () -> {
                    actors.dawdle();
                    guarantees.insides().late().change(visit.inside, name, ++lastMark);
                    trace.note("%d in the %s, late", lastMark, name);
                });
            }
        });
    }

    /** Counts a value up that changes inside, as under {@code synchronized (session)}. */
    void tally(SimulatedServer server, Guarantees guarantees) {
        count(server, guarantees, guarantees.tally, session -> tally(session), (session, count) -> {
            Tally tally = (Tally) session.attributes().get(TALLY);
            tally.count = count;
        });
    }

    /** Counts a number up, as under {@code synchronized (session)}: with a get and a set. */
    void number(SimulatedServer server, Guarantees guarantees) {
        count(server, guarantees, guarantees.number, session -> number(session), (session, count) -> {
            guarantees.offered(NUMBER + count);
            session.attributes().set(NUMBER, count);
        });
    }

    private void count(
            SimulatedServer server,
            Guarantees guarantees,
            Counting counting,
            ToIntFunction<OpenSession> get,
            ObjIntConsumer<OpenSession> set) {
        requests.visit(server, guarantees, (visit, session) -> {
            int atLeast = counting == guarantees.tally ? visit.tallied : visit.numbered;
            SimulatedMonitor monitor = session.attachment(SimulatedMonitor.class, SimulatedMonitor::new);
            int[] mine = new int[1];
            monitor.synchronizedBy(actors, () -> {
                int before = get.applyAsInt(session);
                counting.seen(before, atLeast);
                actors.dawdle();
                counting.begun();
                mine[0] = before + 1;
                set.accept(session, mine[0]);
                trace.note("counted up to %d", mine[0]);
            });
            actors.dawdle();
            if (requests.answer(visit, session)) {
                counting.countedTo(mine[0]);
            }
        });
    }

    private static int tally(OpenSession session) {
        return ((Tally) session.attributes().get(TALLY)).count;
    }

    private static int number(OpenSession session) {
        return session.attributes().get(NUMBER, Integer.class).orElseThrow();
    }

    private String anyCart() {
        List<String> carts = Insides.CARTS;
        return carts.get(random.nextInt(carts.size() + 1) % carts.size());
    }
}
