package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.FakeNode;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When values are told that they may leave the server, and that they are there again. */
class SessionAttributeEventsTest implements ListenerFactory {

    private static final class Traveller implements HttpSessionActivationListener {
        private final List<String> told = new ArrayList<>();

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            told.add("leaves");
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            told.add("is there");
        }
    }

    private final HttpSession session = (HttpSession) Proxy.newProxyInstance(
            FakeNode.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (self, method, arguments) -> null);
    private final SessionAttributeEvents events =
            new SessionAttributeEvents(session, new SessionListeners(ContainerListeners.NONE, List.of(), this));
    private final Traveller value = new Traveller();

    @Override
    public <T> T create(Class<T> listener) {
        throw new AssertionError("there are none");
    }

    @Test
    void aValueThatAnotherThreadsSaveIsAtIsNotSaidToBeThere() throws InterruptedException {
        events.encoding("name", value);
        Thread other = new Thread(events::reactivate);
        other.start();
        other.join();
        assertThat(value.told).containsExactly("leaves");
        events.reactivate();
        assertThat(value.told).containsExactly("leaves", "is there");
    }

    @Test
    void aValueUnderTwoNamesIsToldOnce() {
        events.encoding("name", value);
        events.encoding("alias", value);
        events.reactivate();
        assertThat(value.told).containsExactly("leaves", "is there");
    }
}
