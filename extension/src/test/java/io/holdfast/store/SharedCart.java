package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.testing.FakeNode;
import java.util.ArrayList;
import java.util.List;

/** A session of two servers with an object in it that can change inside. */
class SharedCart extends TwoServers {

    final SessionId id = one.store.create(session -> {
        session.set("cart", new ArrayList<>(List.of("book")));
        session.set("user", "ada");
    });

    @SuppressWarnings("unchecked")
    static List<String> cart(OpenSession session) {
        return (List<String>) session.attributes().get("cart");
    }

    static void finish(OpenSession session) {
        session.save();
        session.release();
    }

    void cut() {
        one.nodes.forEach(FakeNode::cut);
    }

    void heal() {
        one.nodes.forEach(FakeNode::heal);
        one.probe();
        two.probe();
    }
}
