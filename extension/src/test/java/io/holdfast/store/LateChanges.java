package io.holdfast.store;

import java.util.ArrayList;
import java.util.List;

/** Changes that threads have made inside of carts when no request ran any more; the next save finds them. */
final class LateChanges {

    private final Insides insides;
    private final List<Late> late = new ArrayList<>();

    private record Late(int mark, String name, LiveValue value, LiveSession live, long when) {}

    LateChanges(Insides insides) {
        this.insides = insides;
    }

    /** A thread changes a cart after the response of its request. */
    void change(Look by, String name, int mark) {
        insides.offered(mark);
        by.cartInHand(name).add(mark);
        long when = insides.tick();
        LiveSession live = by.session().live();
        LiveValue value = Insides.valueOf(live, name);
        if (value != null && Cart.in(value.object()) == by.cartInHand(name) && isFound(by)) {
            late.add(new Late(mark, name, value, live, when));
        }
    }

    private boolean isFound(Look by) {
        LiveSession live = by.session().live();
        return insides.mustHold()
                && insides.areOfOneServer()
                && by.isLastOfAll()
                && by.server().keepsSessions
                && by.server().engine.liveSessions().find(live.key()) == live
                && !live.hasFailed()
                && !live.hasEnded();
    }

    /** Who is alone has saved what was changed before it began. */
    void saved(Look by) {
        if (!insides.all(look -> look == by || look.isOver())) {
            return;
        }
        for (Late one : List.copyOf(late)) {
            if (by.begin() > one.when) {
                late.remove(one);
                if (Insides.valueOf(one.live, one.name) != one.value) {
                    throw new Violation("the " + one.name + " that a thread had changed late is another one");
                }
                insides.tell(one.name, one.mark, "what a thread had changed late");
            }
        }
    }

    /** What is refused is not kept, nor what was not stored before. */
    void refused() {
        late.clear();
    }
}
