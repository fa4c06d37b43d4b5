package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who holds a live session outside of its requests, as a WebSocket endpoint does. */
class LiveOutsideTest extends SharedCart {

    @Test
    void cacheCountsASessionOnceThoughLooksFail() {
        OpenSession first = one.found(id);
        cart(first);
        OpenSession outside = first.outside();
        finish(first);
        finish(one.found(id));
        long before = one.engine.liveSessions().bytes();
        cut();
        for (int i = 0; i < 1000; i++) {
            clock.advance(Duration.ofSeconds(2));
            outside.lookAgain();
        }
        assertThat(one.engine.liveSessions().bytes()).isEqualTo(before);
    }

    @Test
    void sessionIsNotStuckWhenItsEndCouldNotBeBegun() {
        OpenSession failing = one.found(id);
        OpenSession outside = failing.outside();
        failing.attributes().set("user", "lost");
        cut();
        assertThatThrownBy(failing::save).isInstanceOf(SessionUnavailableException.class);
        failing.abandon();
        failing.release();
        assertThatThrownBy(outside::end).isInstanceOf(SessionUnavailableException.class);
        heal();
        assertThat(get(one, id, "user")).isEqualTo("ada");
        outside.end();
        assertThat(outside.isEnded()).isTrue();
    }

    @Test
    void setFromOutsideIsStoredThoughARequestHoldsTheObject() {
        OpenSession request = one.found(id);
        List<String> cart = cart(request);
        OpenSession outside = request.outside();
        cart.add("pen");
        outside.attributes().set("cart", cart);
        outside.save();
        assertThat(cart(two.found(id))).containsExactly("book", "pen");
    }

    @Test
    void setFromOutsideOfWhatCannotBeStoredIsRefused() {
        OpenSession request = one.found(id);
        OpenSession outside = request.outside();
        finish(request);
        outside.attributes().set("user", new Object[] {new Object()});
        assertThatThrownBy(outside::save).isInstanceOf(io.holdfast.AttributeNotSerializableException.class);
    }

    @Test
    void whoHoldsASessionThatTheStoreFoundEndedIsTold() {
        OpenSession request = one.found(id);
        OpenSession outside = request.outside();
        finish(request);
        two.found(id).end();
        assertThat(one.store.find(id)).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        outside.lookAgain();
        assertThat(outside.isEnded()).isTrue();
    }

    @Test
    void listenersAreToldOfATimeoutThatALookFound() {
        List<OpenSession> told = new ArrayList<>();
        one.engine.whenTimedOut(told::add);
        OpenSession request = one.found(id);
        OpenSession outside = request.outside();
        finish(request);
        clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS + 5));
        outside.lookAgain();
        assertThat(outside.isEnded()).isTrue();
        assertThat(told).hasSize(1);
    }

    @Test
    void idleTimeoutSetFromOutsideBringsNothingRemovedBack() {
        OpenSession request = one.found(id);
        OpenSession outside = request.outside();
        cart(request);
        finish(request);
        set(two, id, "user", null);
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS / 2));
            set(two, id, "n", i);
            two.runBackground();
        }
        outside.lookAgain(); // as HoldfastHttpSession does
        outside.setIdleTimeoutSeconds(2000);
        outside.save();
        assertThat(get(two, id, "user")).isNull();
    }
}
