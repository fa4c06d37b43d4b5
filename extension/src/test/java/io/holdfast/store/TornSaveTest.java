package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionId;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a session one of whose values changes while it is saved. */
class TornSaveTest {

    private static final String CART = "cart";
    private static final AtomicInteger WRITINGS = new AtomicInteger();

    private final TwoServers servers = new TwoServers();

    /** Takes something out of the shop that it is in while it is written, as another thread might. */
    private static final class Entry implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Map<String, Object> shop;
        private transient @Nullable String drop;
        private transient boolean drops;

        Entry(Map<String, Object> shop) {
            this.shop = shop;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            WRITINGS.incrementAndGet();
            if (drop != null) {
                shop.remove(drop);
                drop = drops ? String.valueOf(shop.size() - 2) : null;
            }
            out.defaultWriteObject();
        }
    }

    private SessionId sessionWith(Map<String, Object> cart) {
        WRITINGS.set(0);
        return servers.one.store.create(session -> session.set(CART, cart));
    }

    private static Map<String, Object> cart() {
        Map<String, Object> cart = new LinkedHashMap<>();
        cart.put("a", new Entry(cart));
        for (int i = 0; i < 40; i++) {
            cart.put(String.valueOf(i), "x");
        }
        return cart;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cartIn(OpenSession session) {
        return (Map<String, Object>) session.attributes().get(CART);
    }

    private static void drop(OpenSession session, String first, boolean goesOn) {
        Entry entry = (Entry) cartIn(session).get("a");
        entry.drop = first;
        entry.drops = goesOn;
    }

    @Test
    void aMapThatLosesAnEntryWhileItIsSavedIsStoredWithoutThatEntry() {
        SessionId id = sessionWith(cart());
        OpenSession session = servers.one.found(id);
        drop(session, "0", false);
        session.save();
        assertThat(cartIn(servers.two.found(id))).hasSize(40).doesNotContainKey("0");
    }

    @Test
    void aMapThatNeverHoldsStillFailsItsRequestAndTheFormerOneStays() {
        SessionId id = sessionWith(cart());
        OpenSession session = servers.one.found(id);
        Duration before = Duration.ofNanos(servers.clock.nanos());
        drop(session, "39", true);
        session.attributes().set("other", "lost with it");
        assertThatThrownBy(session::save)
                .isInstanceOf(AttributeNotSerializableException.class)
                .hasMessageStartingWith("Attribute \"cart\" cannot be stored in the session: another thread changed it"
                        + " at each of 12 tries to write it; at the last one a java.util.HashMap in it said that it")
                .hasMessageContaining("set a copy of it")
                .hasMessageEndingWith("Nothing of this request's changes to the session was saved.")
                .hasMessageNotContaining(id.value());
        assertThat(Duration.ofNanos(servers.clock.nanos()).minus(before)).isLessThan(Duration.ofMillis(500));
        OpenSession next = servers.two.found(id);
        assertThat(cartIn(next)).hasSize(41);
        assertThat(next.attributes().get("other")).isNull();
    }

    @Test
    void whatWasRefusedIsNotTheValueAnyMoreAndFailsNoFurtherSave() {
        SessionId id = sessionWith(cart());
        OpenSession session = servers.one.found(id);
        drop(session, "39", true);
        assertThatThrownBy(session::save).isInstanceOf(AttributeNotSerializableException.class);
        assertThat(cartIn(session)).hasSize(41);
        session.attributes().set("bad", new Object[] {new Object()});
        assertThatThrownBy(session::save).hasMessageContaining("\"bad\"");
        assertThat(session.attributes().get("bad")).isNull();
        session.attributes().set("other", "stored");
        session.save();
        assertThat(TwoServers.get(servers.two, id, "other")).isEqualTo("stored");
    }

    @Test
    void aValueThatWasOnlyReadIsEncodedOnceAndOneThatChangedTwice() {
        SessionId id = sessionWith(cart());
        assertThat(WRITINGS).hasValue(2);
        OpenSession reading = servers.one.found(id);
        cartIn(reading);
        reading.save();
        assertThat(WRITINGS).hasValue(3);
        OpenSession changing = servers.one.found(id);
        cartIn(changing).remove("0");
        changing.save();
        assertThat(WRITINGS).hasValue(5);
    }

    /** Takes longer than a request may wait for nodes, as on a server that has no processor to spare. */
    private static final class Slow implements Serializable {

        private static final long serialVersionUID = 1L;
        private static Runnable delay = () -> {};

        private int size;

        private void writeObject(ObjectOutputStream out) throws IOException {
            delay.run();
            out.defaultWriteObject();
        }
    }

    @Test
    void valuesThatTakeLongToBeWrittenLeaveTheNodesTheirTime() {
        SessionId id = servers.one.store.create(session -> session.set(CART, new Slow()));
        OpenSession session = servers.one.found(id);
        ((Slow) session.attributes().get(CART)).size = 7;
        Slow.delay = () -> servers.clock.advance(Duration.ofSeconds(2));
        try {
            session.save();
        } finally {
            Slow.delay = () -> {};
        }
        assertThat(((Slow) servers.two.found(id).attributes().get(CART)).size).isEqualTo(7);
    }

    /** Forgets its listeners when it is read, as Vaadin's session does, and is once another one when it is written. */
    private static final class Forgetful implements Serializable {

        private static final long serialVersionUID = 1L;

        private final List<Object> listeners = new ArrayList<>(List.of(new Entry(Map.of()), new Entry(Map.of())));
        private transient int changes;

        private int size;

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (changes > 0) {
                changes--;
                size++;
            }
            out.defaultWriteObject();
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            listeners.clear();
        }
    }

    @Test
    void aValueThatIsLessWhenItIsReadIsStoredOnceItHoldsStill() {
        SessionId id = servers.one.store.create(session -> session.set(CART, new Forgetful()));
        OpenSession session = servers.one.found(id);
        Forgetful forgetful = new Forgetful();
        forgetful.changes = 2;
        session.attributes().set(CART, forgetful);
        session.save();
        assertThat(((Forgetful) servers.two.found(id).attributes().get(CART)).size)
                .isEqualTo(2);
    }
}
